using Alerts.Pipeline.Web;
using Microsoft.Extensions.Logging;

namespace Alerts.Pipeline.Delivery.Mails;

/// <summary>Makes every mail that is sent. The same model gives the same mail, byte for byte.</summary>
public sealed class MailComposer(SiteLinks links, Letterhead letterhead, ILoggerFactory logs) : IDisposable
{
    private readonly MailRenderer renderer = new(logs);

    public void Dispose() => renderer.Dispose();

    public async Task<MailContent> AlertAsync(AlertMailModel model)
    {
        var html = await renderer.RenderAsync<AlertMail>(new()
        {
            [nameof(AlertMail.Model)] = model,
            [nameof(AlertMail.Letterhead)] = letterhead,
            [nameof(AlertMail.Links)] = links,
        });
        var list = model.Signal.Topic?.Id ?? (model.Signal.Query is null ? "signals" : "keywords");
        return new MailContent(
            MailHeaders.Subject(model.Signal),
            html,
            TextLines.Wrap(AlertMailText.Compose(model, letterhead, links)),
            MailHeaders.Alert(letterhead, model.DeliveryId, model.StoryId, list, links.Unsubscribe(model.UnsubscribeToken)));
    }

    /// <summary>Several alerts in one mail.</summary>
    public async Task<MailContent> AlertsAsync(AlertsMailModel model)
    {
        var html = await renderer.RenderAsync<AlertsMail>(new()
        {
            [nameof(AlertsMail.Model)] = model,
            [nameof(AlertsMail.Letterhead)] = letterhead,
            [nameof(AlertsMail.Links)] = links,
        });
        return new MailContent(
            AlertsMailText.Subject(model),
            html,
            TextLines.Wrap(AlertsMailText.Compose(model, letterhead, links)),
            MailHeaders.Alert(letterhead, model.DeliveryId, model.StoryId, "alerts", links.Unsubscribe(model.UnsubscribeToken)));
    }

    public async Task<MailContent> DigestAsync(DigestMailModel model)
    {
        var html = await renderer.RenderAsync<DigestMail>(new()
        {
            [nameof(DigestMail.Model)] = model,
            [nameof(DigestMail.Letterhead)] = letterhead,
            [nameof(DigestMail.Links)] = links,
        });
        return new MailContent(
            DigestMailText.Subject(model),
            html,
            TextLines.Wrap(DigestMailText.Compose(model, letterhead, links)),
            MailHeaders.Digest(letterhead, model.DeliveryId, links.Unsubscribe(model.UnsubscribeToken)));
    }

    public async Task<MailContent> ConfirmationAsync(ConfirmationMailModel model)
    {
        var html = await renderer.RenderAsync<ConfirmationMail>(new()
        {
            [nameof(ConfirmationMail.Model)] = model,
            [nameof(ConfirmationMail.Letterhead)] = letterhead,
            [nameof(ConfirmationMail.Links)] = links,
        });
        return new MailContent(
            ConfirmationMailText.Subject,
            html,
            TextLines.Wrap(ConfirmationMailText.Compose(model, letterhead, links)),
            MailHeaders.Transactional(letterhead, model.MessageId));
    }

    public async Task<MailContent> LostLinkAsync(LostLinkMailModel model)
    {
        var html = await renderer.RenderAsync<LostLinkMail>(new()
        {
            [nameof(LostLinkMail.Model)] = model,
            [nameof(LostLinkMail.Letterhead)] = letterhead,
            [nameof(LostLinkMail.Links)] = links,
        });
        return new MailContent(
            LostLinkMailText.Subject,
            html,
            TextLines.Wrap(LostLinkMailText.Compose(model, letterhead, links)),
            MailHeaders.Transactional(letterhead, model.MessageId));
    }

    public async Task<MailContent> TestAsync(TestMailModel model)
    {
        var html = await renderer.RenderAsync<TestMail>(new()
        {
            [nameof(TestMail.Model)] = model,
            [nameof(TestMail.Letterhead)] = letterhead,
            [nameof(TestMail.Links)] = links,
        });
        return new MailContent(
            TestMailText.Subject,
            html,
            TextLines.Wrap(TestMailText.Compose(model, letterhead, links)),
            MailHeaders.Transactional(letterhead, model.MessageId));
    }
}
