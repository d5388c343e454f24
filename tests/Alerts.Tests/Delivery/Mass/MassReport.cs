namespace Alerts.Tests.Delivery.Mass;

/// <summary>What a run of one signal to many readers came to.</summary>
/// <param name="Reached">Readers who are in the provider's book.</param>
/// <param name="Strangers">Mails in the book to nobody of them.</param>
/// <param name="Repeated">Readers who are in it more than once.</param>
/// <param name="Unexplained">Of those, readers whose delivery was not between the provider's yes and our mark when a process ended.</param>
/// <param name="Open">Deliveries that did not end as sent.</param>
/// <param name="Transactions">Of storage, by service and method.</param>
internal sealed record MassReport(
    int Readers, int Kills, int Reached, int Strangers, int Repeated, int Unexplained, int Open, int Requests, IReadOnlyDictionary<string, int> Transactions, TimeSpan Took)
{
    public double RequestsAThousand => Requests * 1000.0 / Readers;

    public double TransactionsAMail => (double)Transactions.Values.Sum() / Readers;
}
