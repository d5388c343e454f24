using System.Text.Json;

namespace Alerts.Evaluation;

/// <summary>Case files: one JSON object a line.</summary>
internal static class JsonLines
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <exception cref="InvalidDataException">A line is no JSON of that shape; the message names file and line.</exception>
    public static IEnumerable<T> Read<T>(FileInfo file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file.FullName))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            yield return Parse<T>(line, file, number);
        }
    }

    private static T Parse<T>(string line, FileInfo file, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Options) ?? throw new InvalidDataException($"{file.Name} line {number} is null.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{file.Name} line {number} cannot be read: {broken.Message}");
        }
    }
}
