using System.CommandLine;
using Alerts.Pipeline.Delivery.Routing;

namespace Alerts.Cli.Mail;

/// <summary><c>mail resume</c></summary>
internal static class ResumeMail
{
    public static Command Create() => new Command("resume", "Let mail go again.").Runs(async (run, cancel) =>
    {
        await run.Get<MailStop>().ResumeAsync(cancel);
        run.Write(new { stopped = false }, "Mail goes again.");
    });
}
