using System.CommandLine;
using Alerts.Pipeline.Delivery.Routing;

namespace Alerts.Cli.Mail;

/// <summary><c>mail status</c></summary>
internal static class MailStatus
{
    public static Command Create() => new Command("status", "Show whether mail goes, and whether the second provider has taken over.").Runs(async (run, cancel) =>
    {
        var (mail, movedAt) = await run.Get<MailStop>().ReadAsync(cancel);
        var moved = movedAt is { } at ? $" The second provider sends since {Moment.Show(at)}." : "";
        run.Write(
            new { mail.Stopped, mail.Since, mail.Reason, movedAt },
            mail.Stopped ? $"Stopped since {Moment.Show(mail.Since)}: {mail.Reason}{moved}" : $"Mail goes.{moved}");
    });
}
