using System.CommandLine;
using System.Globalization;
using Alerts.Local.Storage;
using Alerts.Tests.Delivery.Mass;

namespace Alerts.Benchmarks.Delivery;

/// <summary><c>delivery</c>: one signal to many readers, with processes that end on the way; it fails where a reader is missed or mailed twice without need.</summary>
internal static class DeliveryCommand
{
    internal static Command Create()
    {
        var recipients = new Option<int>("--recipients") { Description = "Readers of the topic.", DefaultValueFactory = _ => 100_000 };
        var kills = new Option<int>("--kills") { Description = "Processes that end on the way.", DefaultValueFactory = _ => 4 };
        var workers = new Option<int>("--workers") { Description = "Messages worked on at once.", DefaultValueFactory = _ => 4 };
        var command = new Command("delivery", "Mails one signal to many on Azurite and a stand-in for SendGrid: who got it, requests, storage transactions a mail.") { recipients, kills, workers };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(recipients), parsed.GetValue(kills), parsed.GetValue(workers), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int recipients, int kills, int workers, CancellationToken cancellation)
    {
        var program = await AzuriteInstallation.OfUser().FindOrInstallAsync(Console.WriteLine, cancellation);
        await using var azurite = await AzuriteServer.StartAsync(program, AzuritePorts.AnyFree, null, [], _ => { }, cancellation);
        await using var run = new MassRun(AzuriteAccount.Development.ConnectionString(azurite.Ports), recipients, kills, workers, Console.WriteLine);
        var report = await run.RunAsync(cancellation);
        Print($"delivery.reached {report.Reached} of {report.Readers}, {report.Open} left open, {report.Strangers} strangers, {report.Kills} processes ended");
        Print($"delivery.repeated {report.Repeated}, of which {report.Unexplained} outside the documented window");
        Print($"delivery.requests-per-thousand {report.RequestsAThousand:0.000}");
        Print($"delivery.transactions-per-mail {report.TransactionsAMail:0.000}: {string.Join(", ", report.Transactions.OrderByDescending(kind => kind.Value).Select(kind => FormattableString.Invariant($"{kind.Key} {kind.Value}")))}");
        Print($"delivery.mails-per-second {report.Readers / report.Took.TotalSeconds:0} ({report.Took.TotalSeconds:0} s)");
        return report is { Strangers: 0, Unexplained: 0, Open: 0 } && report.Reached == report.Readers ? 0 : 1;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
