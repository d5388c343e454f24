using Alerts.Detection;
using Alerts.Detection.Loading;
using Microsoft.Extensions.Logging;

namespace Alerts.Pipeline.OwnData;

/// <summary>The detector to read with: on the shipped data and the operator's own, as they were when last looked at.</summary>
/// <param name="shipped">To begin with, and what own data are added to.</param>
public sealed partial class DetectorSource(Detector shipped, OwnFiles files, ILogger<DetectorSource> logger)
{
    private volatile Detector? own;
    private string version = "";

    public Detector Current => own ?? shipped;

    /// <summary>Takes up what has changed since. What is faulty is told in the log, once, and the data before stay: a slip of an operator stops nothing.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var listed = await files.ListAsync(cancellation);
        var seen = string.Join('\n', listed.Select(file => $"{file.Name} {file.ETag}"));
        if (seen == version)
            return;
        try
        {
            var read = new List<OwnFile>();
            foreach (var file in listed)
            {
                if (await files.ReadAsync(file.Name, cancellation) is { } text)
                    read.Add(OwnFile.Read(file.Name, text));
            }

            own = read.Count == 0 ? null : new(OwnMerge.Of(shipped.Data, read));
            Log.Refreshed(logger, read.Count);
        }
        catch (DataFileException fault)
        {
            Log.Faulty(logger, fault.Message);
        }

        version = seen;
    }

    private static partial class Log
    {
        [LoggerMessage(1501, LogLevel.Information, "Reading with {Files} files of own topics, actors and words", EventName = "OwnDataRead")]
        internal static partial void Refreshed(ILogger logger, int files);

        [LoggerMessage(1502, LogLevel.Error, "Own data are not taken up, those before stay: {Fault}", EventName = "OwnDataFaulty")]
        internal static partial void Faulty(ILogger logger, string fault);
    }
}
