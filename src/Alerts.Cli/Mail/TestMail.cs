using System.CommandLine;
using Alerts.Pipeline.Delivery;
using Alerts.Pipeline.Delivery.Routing;
using Alerts.Pipeline.Web.Forms;

namespace Alerts.Cli.Mail;

/// <summary><c>mail test ADDRESS</c></summary>
internal static class TestMail
{
    public static Command Create()
    {
        var address = new Argument<string>("address") { Description = "Where to send it." };
        return new Command("test", "Send a test mail from here, by each provider that the settings here name (Mail__Provider and those beside it).") { address }.Runs(async (run, cancel) =>
        {
            if (!EmailAddress.TryParse(run.Value(address), out var to, out var mend))
                throw new CliError($"\"{run.Value(address)}\" is no address: {mend}");
            await run.PrepareStorageAsync(cancel);
            var tests = await run.Get<MailControl>().TestAsync(to.Text, cancel);
            run.Write(tests, string.Join('\n', tests.Select(test => test.Fate == MailFate.Taken
                ? $"{test.Provider} took it: {test.Detail}"
                : $"{test.Provider} did not take it ({test.Fate}): {test.Detail}")));
            return tests.All(test => test.Fate == MailFate.Taken) ? ExitCode.Done : ExitCode.Failed;
        });
    }
}
