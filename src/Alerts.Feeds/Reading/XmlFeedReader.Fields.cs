using Alerts.Feeds.Markup;

namespace Alerts.Feeds.Reading;

/// <summary>What each element means where it stands.</summary>
internal ref partial struct XmlFeedReader
{
    /// <summary>Takes the element in; false when it means nothing here, and is passed over.</summary>
    private bool Field(Element element, in Token token, in Frame frame) => frame.Context switch
    {
        Context.Document => Container(element, token, frame),
        Context.Feed => Container(element, token, frame) || FeedField(element, token, frame) || SharedField(element, token, frame),
        Context.Entry => EntryField(element, token, frame) || SharedField(element, token, frame),
        Context.Person => PersonField(element, token),
        Context.Image => element == Element.ImageUrl && SetImage(ReadUrl(token, frame), isOwn: true),
        Context.Source => SourceField(element, token, frame),
        Context.SkipHours => element == Element.Hour && AddHour(ReadText(token)),
        Context.SkipDays => element == Element.Day && AddDay(ReadText(token)),
        _ => false,
    };

    private bool Container(Element element, in Token token, in Frame frame)
    {
        if (element is not (Element.Root or Element.Channel))
            return false;
        feed.Language ??= frame.Language;
        var reader = new AttributeReader(token.Inner.Of(Source));
        while (reader.MoveNext())
        {
            if (Bytes.EqualsIgnoreCase(reader.Name, "version"u8) && element == Element.Root)
                feed.Version ??= Text(reader.Value);
            else
                CdfAttribute(reader.Name, reader.Value, frame.Base);
        }
        Open(token, frame with { Context = Context.Feed });
        return true;
    }

    /// <summary>CDF keeps an item's address and date in attributes.</summary>
    private readonly void CdfAttribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, string? baseUrl)
    {
        if (feed.Format != FeedFormat.Cdf)
            return;
        if (Bytes.EqualsIgnoreCase(name, "href"u8))
            Target.Link = UrlText.Resolve(Text(value), baseUrl);
        else if (Bytes.EqualsIgnoreCase(name, "lastmod"u8))
            Target.Updated ??= Dates.FeedDate.Parse(Text(value));
    }

    private bool FeedField(Element element, in Token token, in Frame frame)
    {
        switch (element)
        {
            case Element.Subtitle or Element.Description or Element.Summary:
                feed.OfferSubtitle(ReadConstruct(token, frame), 0);
                return true;
            case Element.DcDescription:
                feed.OfferSubtitle(ReadConstruct(token, frame), 1);
                return true;
            case Element.ItunesSubtitle:
                feed.OfferSubtitle(ReadConstruct(token, frame), 2);
                return true;
            case Element.ItunesSummary:
                feed.OfferSubtitle(ReadConstruct(token, frame), 3);
                return true;
            case Element.Language:
                SetLanguage(ReadText(token));
                return true;
            case Element.Generator:
                feed.Generator ??= ReadText(token);
                return true;
            case Element.TimeToLive:
                if (int.TryParse(ReadText(token), out var minutes) && minutes > 0)
                    feed.TimeToLive = TimeSpan.FromMinutes(minutes);
                return true;
            case Element.UpdatePeriod:
                feed.UpdatePeriod = Period(ReadText(token));
                return true;
            case Element.UpdateFrequency:
                feed.UpdateFrequency = int.TryParse(ReadText(token), out var times) ? times : 1;
                return true;
            case Element.SkipHours:
                Open(token, frame with { Context = Context.SkipHours });
                return true;
            case Element.SkipDays:
                Open(token, frame with { Context = Context.SkipDays });
                return true;
            default:
                return false;
        }
    }

    private bool EntryField(Element element, in Token token, in Frame frame)
    {
        if (entry is null)
            return false;
        switch (element)
        {
            case Element.Description or Element.Summary:
                entry.OfferSummary(ReadConstruct(token, frame), 0);
                return true;
            case Element.DcDescription:
                entry.OfferSummary(ReadConstruct(token, frame), 1);
                return true;
            case Element.ItunesSummary:
                entry.OfferSummary(ReadConstruct(token, frame), 2);
                return true;
            case Element.ItunesSubtitle:
                entry.OfferSummary(ReadConstruct(token, frame), 3);
                return true;
            case Element.MediaDescription:
                entry.OfferSummary(ReadConstruct(token, frame), 4);
                return true;
            case Element.Content or Element.EncodedContent or Element.XhtmlBody:
                if (ReadConstruct(token, frame) is { } content)
                    entry.Add(content);
                return true;
            case Element.Enclosure:
                AddEnclosure(token, frame);
                return true;
            case Element.Comments:
                entry.CommentsLink ??= ReadUrl(token, frame);
                return true;
            case Element.CommentCount:
                entry.CommentCount = int.TryParse(ReadText(token), out var count) ? count : null;
                return true;
            case Element.Language:
                entry.Language = ReadText(token) ?? entry.Language;
                return true;
            case Element.Source:
                ReadSource(token, frame);
                return true;
            default:
                return false;
        }
    }

    private bool SharedField(Element element, in Token token, in Frame frame)
    {
        switch (element)
        {
            case Element.Title:
                Target.OfferTitle(ReadConstruct(token, frame), 0);
                return true;
            case Element.DcTitle:
                Target.OfferTitle(ReadConstruct(token, frame), 1);
                return true;
            case Element.ItunesTitle:
                Target.OfferTitle(ReadConstruct(token, frame), 2);
                return true;
            case Element.MediaTitle:
                Target.OfferTitle(ReadConstruct(token, frame), 3);
                return true;
            case Element.Link:
                ReadLink(token, frame);
                return true;
            case Element.Id:
                ReadId(token, frame);
                return true;
            case Element.Published:
                Target.Published = ReadDate(token) ?? Target.Published;
                return true;
            case Element.Updated:
                Target.Updated = ReadDate(token) ?? Target.Updated;
                return true;
            case Element.DcDate:
                Target.Updated ??= ReadDate(token);
                return true;
            case Element.Author or Element.PersonText or Element.ItunesAuthor or Element.Contributor or Element.OtherPerson:
                ReadPerson(element, token, frame);
                return true;
            case Element.Category or Element.Subject or Element.MediaCategory:
                ReadCategory(token);
                return true;
            case Element.ItunesCategory:
                ReadItunesCategory(token, frame);
                return true;
            case Element.Keywords:
                AddKeywords(ReadText(token));
                return true;
            case Element.Rights:
                Target.Rights ??= ReadText(token);
                return true;
            case Element.Icon:
                SetImage(ReadUrl(token, frame), isOwn: false);
                return true;
            case Element.Image:
                ReadImage(token, frame);
                return true;
            case Element.ItunesImage or Element.MediaThumbnail or Element.MediaContent:
                ReadPicture(element, token, frame);
                return true;
            default:
                return false;
        }
    }
}
