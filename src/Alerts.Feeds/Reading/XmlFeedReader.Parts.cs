using Alerts.Feeds.Dates;
using Alerts.Feeds.Markup;

namespace Alerts.Feeds.Reading;

/// <summary>Elements with attributes or elements of their own.</summary>
internal ref partial struct XmlFeedReader
{
    private const string RegisteredRelation = "http://www.iana.org/assignments/relation/";

    private void ReadLink(in Token token, in Frame frame)
    {
        string? href = null, rel = null, type = null, title = null, language = null, length = null;
        var reader = new AttributeReader(token.Inner.Of(Source));
        while (reader.MoveNext())
        {
            var name = LocalName(reader.Name);
            if (Bytes.EqualsIgnoreCase(name, "href"u8) || name.SequenceEqual("resource"u8))
                href = Text(reader.Value);
            else if (Bytes.EqualsIgnoreCase(name, "rel"u8))
                rel = reader.Value.SequenceEqual("alternate"u8) ? "alternate" : reader.Value.SequenceEqual("self"u8) ? "self" : Text(reader.Value);
            else if (Bytes.EqualsIgnoreCase(name, "type"u8))
                type = reader.Value.SequenceEqual("text/html"u8) ? FeedContent.Html : Text(reader.Value);
            else if (name.SequenceEqual("title"u8))
                title = Text(reader.Value);
            else if (name.SequenceEqual("hreflang"u8))
                language = Text(reader.Value);
            else if (name.SequenceEqual("length"u8))
                length = Text(reader.Value);
        }
        var text = ReadText(token);
        if ((href ?? text) is not { Length: > 0 } address)
            return;
        rel = Relation(rel);
        var link = new FeedLink(UrlText.Resolve(address, frame.Base), rel, type, title, language, length);
        Target.Add(link);
        if (rel == "alternate" && (Target.Link is null || type is null || type.Contains("html", StringComparison.OrdinalIgnoreCase)))
            Target.Link = link.Href;
        else if (rel == "enclosure" && entry is not null)
            entry.Add(new Enclosure(link.Href, type, length));
    }

    private static string Relation(string? rel)
    {
        if (string.IsNullOrEmpty(rel))
            return "alternate";
        return rel.StartsWith(RegisteredRelation, StringComparison.OrdinalIgnoreCase) ? rel[RegisteredRelation.Length..] : rel.ToLowerInvariant();
    }

    private void ReadId(in Token token, in Frame frame)
    {
        var isGuid = Bytes.EqualsIgnoreCase(LocalName(token.Name.Of(Source)), "guid"u8);
        var isLink = isGuid;
        var reader = new AttributeReader(token.Inner.Of(Source));
        while (reader.MoveNext())
        {
            if (Bytes.EqualsIgnoreCase(reader.Name, "ispermalink"u8))
                isLink &= !Bytes.EqualsIgnoreCase(Bytes.Trim(reader.Value), "false"u8);
        }
        if (ReadText(token) is not { } id)
            return;
        // Atom's ids are addresses, and may be relative ones; what has no slash is a name of the publisher's.
        if (isLink || (!isGuid && id.Contains('/', StringComparison.Ordinal)))
            id = UrlText.Resolve(id, frame.Base);
        Target.Id = id;
        if (entry is not null)
            entry.IdIsLink = isLink && UrlText.IsAbsolute(id);
    }

    private DateTimeOffset? ReadDate(in Token token) => FeedDate.Parse(ReadChars(token));

    private string? ReadUrl(in Token token, in Frame frame) => ReadText(token) is { } url ? UrlText.Resolve(url, frame.Base) : null;

    private void ReadPerson(Element role, in Token token, in Frame frame)
    {
        if (HasElements(token))
        {
            person = new PersonDraft(role);
            Open(token, frame with { Context = Context.Person });
        }
        else if (ReadText(token) is { } text)
        {
            AddPerson(role, PersonText.Parse(text));
        }
    }

    private bool PersonField(Element element, in Token token)
    {
        if (person is null || element is not (Element.Name or Element.Email or Element.Uri or Element.ImageUrl or Element.Title))
            return false;
        var text = ReadText(token);
        if (element is Element.Name or Element.Title)
            person.Name ??= text;
        else if (element == Element.Email)
            person.Email ??= text;
        else
            person.Url ??= text is null ? null : UrlText.Resolve(text, open.Top.Base);
        return true;
    }

    private void FinishPerson()
    {
        if (person is { } draft)
            AddPerson(draft.Role, draft.Finish());
        person = null;
    }

    private readonly void AddPerson(Element role, FeedPerson? found)
    {
        if (found is null)
            return;
        if (role == Element.Contributor)
            Target.AddContributor(found);
        else if (role != Element.OtherPerson)
            Target.OfferAuthor(found, isStandIn: role == Element.ItunesAuthor);
    }

    private void ReadCategory(in Token token)
    {
        string? term = null, scheme = null, label = null;
        var reader = new AttributeReader(token.Inner.Of(Source));
        while (reader.MoveNext())
        {
            var name = LocalName(reader.Name);
            if (name.SequenceEqual("term"u8))
                term = Text(reader.Value);
            else if (name.SequenceEqual("scheme"u8) || name.SequenceEqual("domain"u8))
                scheme = Text(reader.Value);
            else if (name.SequenceEqual("label"u8))
                label = Text(reader.Value);
        }
        var text = ReadText(token);
        if ((term ?? text ?? label ?? scheme) is not null)
            Target.Add(new FeedCategory(term ?? text, scheme, label));
    }

    private void ReadItunesCategory(in Token token, in Frame frame)
    {
        if (Attribute(token, "text"u8) is { Length: > 0 } term)
            Target.Add(new FeedCategory(term, "http://www.itunes.com/"));
        Open(token, frame);
    }

    private readonly void AddKeywords(string? keywords)
    {
        foreach (var keyword in (keywords ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            Target.Add(new FeedCategory(keyword));
    }

    private readonly void AddEnclosure(in Token token, in Frame frame)
    {
        if ((Attribute(token, "url"u8) ?? Attribute(token, "href"u8)) is { Length: > 0 } url && entry is not null)
            entry.Add(new Enclosure(UrlText.Resolve(url, frame.Base), Attribute(token, "type"u8), Attribute(token, "length"u8)));
        Open(token, frame with { Context = Context.Ignored });
    }

    private void ReadImage(in Token token, in Frame frame)
    {
        if (HasElements(token))
            Open(token, frame with { Context = Context.Image });
        else
            SetImage(ReadUrl(token, frame), isOwn: false);
    }

    private readonly void ReadPicture(Element element, in Token token, in Frame frame)
    {
        var url = Attribute(token, "href"u8) ?? Attribute(token, "url"u8);
        var isPicture = element != Element.MediaContent || Attribute(token, "medium"u8) == "image"
            || Attribute(token, "type"u8)?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;
        if (url is { Length: > 0 } && isPicture)
            SetImage(UrlText.Resolve(url, frame.Base), isOwn: false);
        Open(token, frame);
    }

    private readonly bool SetImage(string? url, bool isOwn)
    {
        if (url is not null && (isOwn || Target.Image is null))
            Target.Image = url;
        return true;
    }

    private void ReadSource(in Token token, in Frame frame)
    {
        origin = new OriginDraft { Link = Attribute(token, "url"u8) is { Length: > 0 } url ? UrlText.Resolve(url, frame.Base) : null };
        if (HasElements(token))
        {
            Open(token, frame with { Context = Context.Source });
            return;
        }
        origin.Title = ReadConstruct(token, frame);
        FinishOrigin();
    }

    private bool SourceField(Element element, in Token token, in Frame frame)
    {
        if (origin is null)
            return false;
        switch (element)
        {
            case Element.Title:
                origin.Title ??= ReadConstruct(token, frame);
                return true;
            case Element.Id:
                origin.Id ??= ReadText(token);
                return true;
            case Element.Link:
                var href = Attribute(token, "href"u8);
                var isSite = Relation(Attribute(token, "rel"u8)) == "alternate";
                if ((href ?? ReadText(token)) is { Length: > 0 } url && isSite)
                    origin.Link ??= UrlText.Resolve(url, frame.Base);
                if (href is not null)
                    Open(token, frame with { Context = Context.Ignored });
                return true;
            default:
                return false;
        }
    }

    private void FinishOrigin()
    {
        if (entry is not null && origin is not null)
            entry.Origin ??= origin.Finish();
        origin = null;
    }

    private readonly void SetLanguage(string? tag)
    {
        if (tag is null)
            return;
        feed.Language = tag;
        open.Top = open.Top with { Language = tag };
    }

    private static TimeSpan? Period(string? name) => name?.ToLowerInvariant() switch
    {
        "hourly" => TimeSpan.FromHours(1),
        "daily" => TimeSpan.FromDays(1),
        "weekly" => TimeSpan.FromDays(7),
        "monthly" => TimeSpan.FromDays(30),
        "yearly" => TimeSpan.FromDays(365),
        _ => null,
    };

    private readonly bool AddHour(string? text)
    {
        // Some publishers count 1 to 24.
        if (int.TryParse(text, out var hour) && hour is >= 0 and <= 24)
            feed.SkipHours.Add(hour % 24);
        return true;
    }

    private readonly bool AddDay(string? text)
    {
        if (text is { Length: > 2 } && char.IsLetter(text[0]) && Enum.TryParse<DayOfWeek>(text, ignoreCase: true, out var day))
            feed.SkipDays.Add(day);
        return true;
    }
}
