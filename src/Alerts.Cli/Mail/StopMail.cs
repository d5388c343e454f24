using System.CommandLine;
using Alerts.Pipeline.Delivery.Routing;

namespace Alerts.Cli.Mail;

/// <summary><c>mail stop --reason TEXT</c></summary>
internal static class StopMail
{
    public static Command Create()
    {
        var reason = new Option<string>("--reason") { Description = "Why, for who looks later.", Required = true, HelpName = "text" };
        return new Command("stop", "Stop all mail at once; what is due waits, and nothing is lost.") { reason }.Runs(async (run, cancel) =>
        {
            await run.PrepareStorageAsync(cancel);
            var stopped = await run.Get<MailStop>().StopAsync(run.Value(reason) ?? "", cancel);
            run.Write(stopped, $"Mail is stopped since {Moment.Show(stopped.Since)}: {stopped.Reason}");
        });
    }
}
