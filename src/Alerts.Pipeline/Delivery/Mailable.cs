using Alerts.Pipeline.Storage;
using Alerts.Pipeline.Subscriptions;

namespace Alerts.Pipeline.Delivery;

/// <summary>A claimed delivery and who gets it.</summary>
/// <param name="With">Deliveries of other signals that go in the same mail.</param>
/// <param name="Last">Whether the reader's cap of the day is reached by it.</param>
internal sealed record Mailable(Versioned<Delivery> Delivery, Subscriber Reader, IReadOnlyList<Versioned<Delivery>> With, bool Last = false)
{
    /// <summary>Mails with an equal key say the same.</summary>
    public string ContentKey => string.Join('\n', With.Prepend(Delivery).Select(read => $"{read.Value.SignalId} {string.Join(' ', read.Value.Matched)}")) + (Last ? "\nlast" : "");
}
