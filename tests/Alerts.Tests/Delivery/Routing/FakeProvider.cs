using Alerts.Pipeline.Delivery;
using Microsoft.Extensions.Time.Testing;

namespace Alerts.Tests.Delivery.Routing;

/// <summary>A provider that does as a test says and remembers what it took.</summary>
internal sealed class FakeProvider(FakeTimeProvider? time = null) : IMailProvider
{
    public MailFate Mood { get; set; } = MailFate.Taken;

    /// <summary>How long a call takes.</summary>
    public TimeSpan Takes { get; set; }

    /// <summary>Whether the process ends after the mail was taken and before anybody knows.</summary>
    public bool Dies { get; set; }

    /// <summary>What others do meanwhile.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public int Calls { get; private set; }

    public List<string> Taken { get; } = [];

    public List<MailBatch> Batches { get; } = [];

    public int MostRecipients { get; init; } = 1000;

    public async Task<MailReport> SendAsync(MailBatch batch, CancellationToken cancellation)
    {
        Calls++;
        Assert.InRange(batch.Recipients.Count, 1, MostRecipients);
        time?.Advance(Takes);
        if (Mood is MailFate.Taken or MailFate.InDoubt)
        {
            Taken.AddRange(batch.Recipients.Select(recipient => recipient.Id));
            Batches.Add(batch);
        }

        if (Dies)
            throw new Pipeline.CrashException();
        if (Meanwhile is { } others)
            await others();
        return new([.. batch.Recipients.Select(recipient => new MailOutcome(recipient.Id, Mood, Mood.ToString()))]);
    }
}
