using Alerts.Detection.Annotation;
using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;
using Alerts.Detection.Text;

namespace Alerts.Detection.Reading;

/// <summary>Reads the title and the text of one article, sentence by sentence.</summary>
internal sealed class ArticleReader(DetectionData data, DetectionInput input, bool explain, bool open)
{
    private readonly EnglishLexicon lexicon = data.Language;
    private readonly MentionForm form = new(data.Language, data.Topics);
    private readonly DateOnly? day = input.Published is { } published ? DateOnly.FromDateTime(published.UtcDateTime) : null;
    private readonly Discourse discourse = new();
    private readonly Anaphora anaphora = new();
    private readonly Stances stances = new();
    private readonly Dictionary<int, Party> lastHolder = [];
    private readonly Dictionary<int, string> lastAbout = [];
    private readonly List<Finding> findings = [];

    /// <summary>How many findings there were before each sentence.</summary>
    private readonly List<int> told = [];
    private readonly List<DroppedCandidate> dropped = [];

    public DetectionResult Read()
    {
        var title = NormalizedText.Of(input.Title ?? "");
        var text = NormalizedText.Of(input.Text);
        var inTitle = data.Annotator.Topics(title.Value);
        var inText = data.Annotator.Topics(text.Value);
        if (!open && inTitle.Count + inText.Count == 0)
            return DetectionResult.Empty;
        ReadPart(TextPart.Title, title, inTitle);
        ReadPart(TextPart.Text, text, inText);
        return new DetectionResult(Aggregation.BestOf(findings), explain ? dropped : []);
    }

    private void ReadPart(TextPart part, NormalizedText normalized, List<TopicMention> topics)
    {
        var text = normalized.Value;
        var actors = data.Annotator.Actors(text, day);
        var (nextTopic, nextActor) = (0, 0);
        foreach (var whole in SentenceSplitter.Split(text))
        {
            var span = new TextSpan(Dateline.Skip(text, whole), whole.End);
            var words = text.AsSpan(span.Start, span.End - span.Start);
            var here = Within(span, topics, ref nextTopic);
            var named = Within(span, actors, ref nextActor);
            stances.Sentence++;
            told.Add(findings.Count);
            if (here.Count == 0 && !(open && named.Count > 0) && !MayContinue(words))
            {
                Remember(named);
                anaphora.Remember(text, here);
                continue;
            }

            var headline = part == TextPart.Title;
            var parsed = ParsedSentence.Parse(lexicon, text, span, headline, token => form.IsNominal(token, here, text));
            var outside = named.FindAll(a => !here.Exists(m => a.Start >= m.Start && a.End <= m.End));
            var resolver = new ActorResolver(lexicon, data.Actors, outside, parsed, discourse, day);
            var reader = new SentenceReader(new SentenceFacts(lexicon, parsed, resolver, new Scopes(lexicon, parsed, day?.Year)));
            RememberSpeaker(parsed, resolver);
            if (HasStatementBefore && Turns.MaySay(words) && new Turns(reader.Facts).Say())
                TurnLast();
            if (HasReportBefore && Denials.MayDeny(words) && new Denials(reader.Facts).By() is { } denier)
                TakeBack(denier);
            var read = findings.Count;
            foreach (var mention in here)
            {
                if (!here.Exists(m => m != mention && m.Start <= mention.Start && m.End >= mention.End && (m.Topic == mention.Topic || m.End - m.Start > mention.End - mention.Start)))
                    ReadMention(part, normalized, reader, mention);
            }

            foreach (var (mention, pronoun) in anaphora.In(parsed, here))
                ReadAnaphor(part, normalized, reader, mention, pronoun, back: here.Count == 0);
            var before = findings.Count;
            if ((here.Count == 0 ? stances.AreNear : stances.ToldPastHere && findings.Count == read) && words.ContainsAny(data.Relenting) && new Relenting(reader, stances).Read(data.Topics) is { } relented)
                Emit(part, normalized, reader.Facts, relented.Mention, relented.Change.Topic, relented.Change, relented.Change.First, relented.Change.Last);
            if (here.Count == 0 && findings.Count == before && Ellipsis.MayHold(words) && anaphora.OnlyBefore is { } understood && new Ellipsis(reader).Read(data.Topics[understood.Topic], understood.Counter) is { } elliptic)
                Settle(part, normalized, reader.Facts, understood with { Start = parsed.Tokens[elliptic.First].Start, End = parsed.Tokens[elliptic.Last].End }, elliptic.Attitude.Topic, elliptic.Attitude, elliptic.First, elliptic.Last);
            if (open && here.Count == 0 && findings.Count == before)
                ReadOpen(part, normalized, reader);
            Remember(named);
            anaphora.Remember(text, here);
        }
    }

    // Whether a sentence without a topic may go on with one.
    private bool MayContinue(ReadOnlySpan<char> text) =>
        anaphora.MayContinue(text)
        || (anaphora.IsNear && Ellipsis.MayHold(text))
        || (stances.AreNear && text.ContainsAny(data.Relenting))
        || (HasReportBefore && Denials.MayDeny(text))
        || (HasStatementBefore && Turns.MaySay(text));

    // Whether the two sentences before told of a change.
    private bool HasReportBefore => told.Count > 1 && findings.FindIndex(told[Math.Max(0, told.Count - 3)], f => f.Kind == SignalKind.Change) >= 0;

    // Whether the sentence just before told of positions, all of one holder.
    private bool HasStatementBefore
    {
        get
        {
            if (told.Count < 2 || findings.Count <= told[^2])
                return false;
            for (var i = told[^2]; i < findings.Count; i++)
            {
                if (findings[i] is not { Kind: SignalKind.Statement, KnownActor: true } || findings[i].Actor != findings[^1].Actor)
                    return false;
            }

            return true;
        }
    }

    // "The offer overturns a policy of years": what the sentence before told is new.
    private void TurnLast()
    {
        for (var i = told[^2]; i < findings.Count && i < told[^1]; i++)
        {
            if (findings[i] is { Reiterated: false, To: Position.Favor or Position.Against } stated && !stated.Evidence.Rule.StartsWith("exchange", StringComparison.Ordinal))
                findings[i] = stated with { Kind = SignalKind.Change, From = Opposite(stated.To), Magnitude = Magnitude.Reversal, Evidence = stated.Evidence with { Rule = stated.Evidence.Rule + "+contrast" } };
        }
    }

    // "The party denied it": what the sentences before reported of it is no change, and the old position stands.
    private void TakeBack(Party denier)
    {
        for (var i = findings.Count - 1; i >= told[Math.Max(0, told.Count - 3)]; i--)
        {
            if (findings[i] is not { Kind: SignalKind.Change } reported || (denier.Known && reported.Actor != denier.Name))
                continue;
            findings.RemoveAt(i);
            if (reported.From is Position.Favor or Position.Against)
                findings.Insert(i, reported with { Kind = SignalKind.Statement, From = Position.Unknown, To = reported.From, Hedged = false, Magnitude = null, Commitment = Commitment.Firm, Reiterated = true, Evidence = reported.Evidence with { Rule = "governor.denied-later" } });
        }
    }

    // "the measure", "it": a pronoun only tells of a change; a statement would lean on too little.
    private void ReadAnaphor(TextPart part, NormalizedText text, SentenceReader reader, TopicMention mention, bool pronoun, bool back)
    {
        var sentence = reader.Facts.Sentence;
        var (first, last) = sentence.TokensIn(mention.Start, mention.End);
        var topic = data.Topics[mention.Topic];
        if (pronoun && reader.Facts.Scopes.OwnerOf(first)?.Verb is { } takes && reader.Facts.Lemma(takes) is "extend" or "raise" or "lower" or "describe" or "call" or "make" or "put" or "see" or "find")
            return; // what is extended, raised or called something may be anything
        if (back && pronoun && reader.Facts.Scopes.OwnerOf(first) is not { Kind: ClauseKind.Root or ClauseKind.Content or ClauseKind.Infinitive })
            return;
        var attitude = reader.Read(first, last, mention.Counter, topic);
        if (attitude.Dropped)
            return;
        var before = findings.Count;
        Settle(part, text, reader.Facts, mention, topic, attitude, first, last);
        for (var i = findings.Count - 1; i >= before && pronoun; i--)
        {
            // "ruled out a delay in July; now it is drafting one"
            var found = findings[i];
            var old = findings.FindIndex(0, before, f => f.Kind == SignalKind.Statement && f.Actor == found.Actor && f.Topic == found.Topic && f.Evidence.Sentence == found.Evidence.Sentence && f.Evidence.Part == found.Evidence.Part && f.To == Opposite(found.To));
            var turned = findings.FindIndex(0, before, f => f.IsDirectionAssumed && f.Actor == found.Actor && f.Topic == found.Topic && f.Evidence.Sentence == found.Evidence.Sentence && f.Evidence.Part == found.Evidence.Part);
            if (turned >= 0 && found.To is Position.Favor or Position.Against && !IsOlder(reader.Facts, first))
            {
                // "ate her words on X and whipped her party to vote for it"
                findings[turned] = findings[turned] with { From = Opposite(found.To), To = found.To, IsDirectionAssumed = false };
                findings.RemoveAt(i);
            }
            else if (old >= 0 && found.To is Position.Favor or Position.Against && IsOlder(reader.Facts, first))
            {
                // "approved it two months after it rejected it"
                findings[old] = findings[old] with { Kind = SignalKind.Change, From = found.To, Magnitude = Magnitude.Reversal };
                findings.RemoveAt(i);
            }
            else if (found.To is Position.Favor or Position.Against && !IsOlder(reader.Facts, first) && stances.WasOppositeHere(mention.Topic, found.Actor, found.To))
            {
                // "initially opposed X but now supports it"
                findings[i] = found with { Kind = SignalKind.Change, From = Opposite(found.To), Magnitude = Magnitude.Reversal, Reiterated = false };
            }
            else if (old >= 0 && found.To is Position.Favor or Position.Against)
                findings[i] = found with { Kind = SignalKind.Change, From = findings[old].To, Magnitude = Magnitude.Reversal };
            else if (findings[i].Kind != SignalKind.Change || findings[i].Evidence.Rule.EndsWith("+contrast", StringComparison.Ordinal) || (back && !stances.Tell(mention.Topic, found.Actor)))
                findings.RemoveAt(i); // back over a sentence's end only to what its holder was said to hold
        }
    }

    private static bool IsOlder(SentenceFacts facts, int token)
    {
        for (var clause = facts.Scopes.OwnerOf(token); clause is not null; clause = clause.Parent)
        {
            if ((clause.Preposition ?? (clause.Kind == ClauseKind.Adverbial ? clause.Opener : null)) is { } opener && facts.Sentence.Tokens[opener.Start].Lower is "after" or "despite" or "although" or "though" or "having")
                return true;
        }

        return false;
    }

    // With no topic, the object of a verb of change stands for one.
    private void ReadOpen(TextPart part, NormalizedText text, SentenceReader reader)
    {
        var sentence = reader.Facts.Sentence;
        foreach (var chunk in OpenObjects.Of(lexicon, sentence))
        {
            var attitude = reader.Read(chunk.Start, chunk.End - 1, counter: false, OpenObjects.Topic);
            if (attitude is not { Dropped: false, Mode: AttitudeMode.Change, Desire: false })
                continue;
            var mention = new TopicMention(-1, sentence.Tokens[chunk.Start].Start, sentence.Tokens[chunk.End - 1].End, false, false);
            var before = findings.Count;
            Emit(part, text, reader.Facts, mention, OpenObjects.Topic, attitude, chunk.Start, chunk.End - 1);
            for (var i = findings.Count - 1; i >= before; i--)
            {
                if (findings[i].KnownActor)
                    findings[i] = findings[i] with { Topic = null, ObjectPhrase = OpenObjects.Phrase(lexicon, sentence, chunk) };
                else
                    findings.RemoveAt(i);
            }
        }
    }

    // Mentions lie in order, as sentences do.
    private static List<T> Within<T>(TextSpan span, List<T> mentions, ref int next)
        where T : IMention
    {
        var within = new List<T>();
        while (next < mentions.Count && mentions[next].Start < span.Start)
            next++;
        for (; next < mentions.Count && mentions[next].Start < span.End; next++)
        {
            if (mentions[next].End <= span.End)
                within.Add(mentions[next]);
        }

        return within;
    }

    private void ReadMention(TextPart part, NormalizedText text, SentenceReader reader, TopicMention mention)
    {
        var sentence = reader.Facts.Sentence;
        var (first, last) = sentence.TokensIn(mention.Start, mention.End);
        if (first < 0)
            return;
        var topic = data.Topics[mention.Topic];
        var counter = mention.Counter || (!IsIssue(sentence, first) && NamedObject.IsIn(topic, sentence.Words(first, last + 1), lexicon));
        var attitude = reader.Read(first, last, counter, topic);
        var change = new ThenNow(reader.Facts).Read(attitude, first, last, counter ? -1 : 1) ?? new Undone(reader.Facts).Read(attitude, first, last, counter ? -1 : 1);
        if (change is null || attitude.Dropped)
            Settle(part, text, reader.Facts, mention, topic, attitude, first, last);
        if (change is not null)
            Settle(part, text, reader.Facts, mention, topic, change, first, last);
        if (attitude.Mode != AttitudeMode.Change && reader.ReadRelative(first, last, counter, topic) is { } relative)
            Settle(part, text, reader.Facts, mention, topic, relative, first, last);
    }

    private static Position Opposite(Position position) => position switch { Position.Favor => Position.Against, Position.Against => Position.Favor, _ => position };

    private void Settle(TextPart part, NormalizedText text, SentenceFacts facts, TopicMention mention, Topic topic, Attitude attitude, int first, int last)
    {
        if (attitude is { Dropped: false, Desire: true, Mode: AttitudeMode.Change })
            attitude.Drop("scope.duty", "a wish or a duty, not a deed");
        stances.Take(mention.Topic, attitude, facts.Resolver);
        if (!attitude.Dropped)
            Emit(part, text, facts, mention, topic, attitude, first, last);
        if (attitude.Dropped && explain)
            Drop(part, text, facts.Sentence.Span, attitude.DropRule ?? "mention.only", $"{topic.Id}: {attitude.DropReason}");
    }

    private void Emit(TextPart part, NormalizedText text, SentenceFacts facts, TopicMention mention, Topic topic, Attitude a, int first, int last)
    {
        var (sentence, resolver, scopes) = (facts.Sentence, facts.Resolver, facts.Scopes);
        if (a is { Mode: AttitudeMode.Change, From: Position.Unknown, To: Position.Unknown })
        {
            a.Drop("verb.none", "it moves, and nothing says where to");
            return;
        }

        var parties = new List<Party>();
        foreach (var holder in a.Holders)
        {
            if (resolver.Resolve(holder) is { } party)
                parties.Add(!party.Known && party.Source && a.Possessor is { } whose && resolver.Possessor(whose, null) is { Known: true } spoken ? spoken with { Source = true } : party);
        }

        if (parties.Count == 0 && a.Possessor is { } possessor && (resolver.Possessor(possessor, null) ?? resolver.Resolve(possessor)) is { } owner)
            parties.Add(owner);
        if (a.Rule == "predicate.goal" && (parties.Count == 0 || !parties[0].Known) && UnnamedHolder.Nearest(sentence, resolver, null) is { } goalOf)
            parties = [goalOf];
        if (parties.Count == 0 && a is { Mode: AttitudeMode.Change, Detached: true } && UnnamedHolder.Place(sentence, resolver, last) is { } place)
            parties.Add(place);
        if (parties.Count == 0 && a is { Mode: AttitudeMode.Change, Hedged: false } && ((a.Detached && !a.Impersonal) || (a.Impersonal && sentence.Headline)) && UnnamedHolder.Nearest(sentence, resolver, lastHolder.TryGetValue(mention.Topic, out var held) ? held : null) is { } nearest)
            parties.Add(nearest);
        if (parties.Count == 0)
        {
            a.Drop("holder.unknown", "nobody is said to hold it");
            return;
        }

        var clause = scopes.OwnerOf(first) ?? sentence.Clauses[0];
        if (a is { Mode: AttitudeMode.Statement } && a.Rule is not ("exchange.demand" or "verb.relative") && facts.Contrasts.Find(clause, a.To == Position.Favor, topic) is { } contrast && (!a.Reiterated || facts.Contrasts.IsOpposed || contrast is "after all" || (GaveIn(contrast) && a.Act?.Group != "reverse" && !IsOnSomething(facts, contrast))) && (!a.Desire || a.Rule is "governor.want" or "verb.wanted" || (a.Rule == "governor.urge" && (contrast is "now" or "hitherto" or "for the first time" || (contrast.StartsWith("after ", StringComparison.OrdinalIgnoreCase) && contrast != "after all") || facts.Contrasts.IsAside))))
        {
            var from = a.To is Position.Neutral ? Position.Unknown : Opposite(a.To);
            a.Move(from, a.To, a.Sign);
            a.Rule += "+contrast";
            var at = scopes.IndexOfWords(contrast.ToLowerInvariant());
            if (at >= 0 && sentence.TokensIn(sentence.Span.Start + at, sentence.Span.Start + at + contrast.Length) is ( >= 0 and var cueFirst, var cueLast))
            {
                a.Cues.Add((cueFirst, cueLast + 1));
                a.Cover(cueFirst, cueLast + 1);
            }
        }

        if (a is { Mode: AttitudeMode.Change, From: Position.Unknown } && parties[0].Known && stances.WasOpposite(mention.Topic, parties[0], a.To))
            a.From = Opposite(a.To);

        // "In August the bank called X irresponsible. On Thursday it committed itself to X."
        if (a is { Mode: AttitudeMode.Statement, Reiterated: false, Hedged: false, Desire: false, Rule: not "verb.relative" } && parties[0].Known && stances.WasOpposite(mention.Topic, parties[0], a.To))
        {
            a.Move(Opposite(a.To), a.To, a.Sign);
            a.Rule += "+contrast";
        }

        if (a is { Mode: AttitudeMode.Change, LastEffect: Effect.Reverse, From: Position.Favor, To: Position.Against } && facts.Contrasts.OldAgainst(clause))
            a.Move(Position.Against, Position.Favor, -a.Sign);

        var condition = scopes.Condition();
        var conditional = condition is not null && a.Rule != "exchange.demand" && !Within(condition.Value, first);
        if (conditional && a is { Mode: AttitudeMode.Statement, Reiterated: false, LastEffect: Effect.Decide, Desire: false } && scopes.IsExchange(condition!.Value.Start))
        {
            // What is agreed to in exchange was not held before.
            a.Move(Position.Unknown, a.To, a.Sign);
            a.Rule = "exchange.concession";
        }

        // "would support X, provided ...", "is ready to accept X if ...": a price is named for what was withheld.
        if (conditional && a is { Mode: AttitudeMode.Statement, Reiterated: false, Refused: false, Desire: false, To: Position.Favor } && parties[0].Known && (a.Willing || IsOffered(facts, clause)))
        {
            a.Move(Position.Unknown, a.To, a.Sign);
            a.Rule = "exchange.concession";
        }

        if (conditional)
            a.Cover(condition!.Value.Start, condition.Value.End); // conditional says it is there
        foreach (var holder in a.Holders)
            a.Cover(holder.Start, holder.End);
        foreach (var party in parties)
        {
            if (!party.Known && !party.Agent)
            {
                a.Drop("holder.unknown", $"no one who can hold a position: {party.Name}");
                return;
            }

            if (party.ThirdParty)
            {
                a.Drop("scope.third-party", $"third party: {party.Name}");
                return;
            }

            var about = Slots.Fill(topic, data.Actors, sentence, resolver, mention, party) ?? (topic.About is null ? null : lastAbout.GetValueOrDefault(mention.Topic));
            if (about is not null)
                lastAbout[mention.Topic] = about;
            if (party.Known)
                lastHolder[mention.Topic] = party;
            var kind = a.Mode == AttitudeMode.Change ? SignalKind.Change : SignalKind.Statement;
            var from = kind == SignalKind.Change ? a.From : Position.Unknown;
            findings.Add(new Finding(
                kind,
                party.Name,
                party.Known,
                topic.Id,
                about,
                sentence.Words(first, last + 1),
                from,
                a.To,
                a.Hedged ? Commitment.Tentative : conditional ? Commitment.Conditional : Commitment.Firm,
                conditional ? Words(sentence, condition!.Value.Start, condition.Value.End) : null,
                a.Act?.Id ?? "state",
                a.Act?.CameoRoot ?? "01",
                a.Reiterated && !a.Hedged && kind == SignalKind.Statement,
                a.Hedged && kind == SignalKind.Change,
                a.Intended || a.Willing,
                kind != SignalKind.Change ? null : a.Partial || from is Position.Unknown or Position.Neutral || a.To is Position.Neutral or Position.Unknown ? Magnitude.Partial : Magnitude.Reversal,
                Prove(part, text, sentence, a))
            {
                IsDirectionAssumed = kind == SignalKind.Change && a.LastEffect == Effect.Reverse && from == Position.Favor && a.To == Position.Against,
            });
        }
    }

    // "relents on church asylum but keeps payment cards": it gave in on another thing.
    private static bool IsOnSomething(SentenceFacts facts, string words)
    {
        var at = facts.Scopes.IndexOfWords(words.ToLowerInvariant());
        var (_, last) = at < 0 ? (-1, -1) : facts.Sentence.TokensIn(facts.Sentence.Span.Start + at, facts.Sentence.Span.Start + at + words.Length);
        return last >= 0 && last + 1 < facts.Sentence.Tokens.Count && facts.Sentence.Tokens[last + 1].Lower is "on" or "over" or "to" or "in" or "from";
    }

    // "buckled and will keep delivering": to keep on is the news.
    private static bool GaveIn(string words) => words.ToLowerInvariant() is "relented" or "relents" or "caved" or "caves in" or "buckled" or "knuckled under" or "capitulated" or "capitulates" or "bowed to" or "bows to" or "gave in to" or "gives in to" or "changed course" || words.StartsWith("revers", StringComparison.OrdinalIgnoreCase) || words.StartsWith("in reversal", StringComparison.OrdinalIgnoreCase) || words.StartsWith("undoing", StringComparison.OrdinalIgnoreCase);

    // "concede defeat on the drink-drive limit": the matter, not the thing.
    private static bool IsIssue(ParsedSentence sentence, int first)
    {
        while (first > 0 && sentence.Tags[first - 1] is Tag.Determiner or Tag.PossessivePronoun or Tag.Adjective)
            first--;
        return first > 0 && sentence.Tokens[first - 1].Lower is "on" or "over" or "about";
    }

    private static bool IsOffered(SentenceFacts facts, Clause clause)
    {
        for (var up = clause; up is not null; up = up.Parent)
        {
            if (up.Verb?.Shape is { Negation: < 0, Perfect: false, Modal: "would" or "could" or "might" or "may" })
                return true;
            if (up.Kind == ClauseKind.Content)
                return false;
        }

        return facts.Sentence.Headline && clause.Kind == ClauseKind.Root && clause.Verb?.Shape?.Modal == "could";
    }

    private static bool Within((int Start, int End) span, int token) => token >= span.Start && token < span.End;

    private static string Words(ParsedSentence sentence, int start, int end)
    {
        return sentence.Words(start, Math.Min(end, sentence.Tokens.Count));
    }

    private Evidence Prove(TextPart part, NormalizedText text, ParsedSentence sentence, Attitude a)
    {
        var original = part == TextPart.Title ? input.Title! : input.Text; // a title part comes from a title
        var start = text.ToOriginal(sentence.Tokens[Math.Max(0, a.First)].Start);
        var end = End(text, sentence.Tokens[Math.Min(a.Last, sentence.Tokens.Count - 1)].End);
        var whole = new TextSpan(text.ToOriginal(sentence.Span.Start), End(text, sentence.Span.End));
        var cue = string.Join(" … ", a.Cues.Distinct().OrderBy(c => c.Start).Select(c => original[text.ToOriginal(sentence.Tokens[c.Start].Start)..End(text, sentence.Tokens[Math.Min(c.End, sentence.Tokens.Count) - 1].End)]));
        return new Evidence(part, whole, new TextSpan(start, end), original[start..end], a.Rule, cue.Length == 0 ? null : cue, a.Speaker);
    }

    private static int End(NormalizedText text, int end) => end == 0 ? 0 : text.ToOriginal(end - 1) + 1;

    private void Drop(TextPart part, NormalizedText text, TextSpan span, string rule, string reason)
    {
        var original = part == TextPart.Title ? input.Title! : input.Text; // as above
        var whole = new TextSpan(text.ToOriginal(span.Start), End(text, span.End));
        var candidate = new DroppedCandidate(part, whole, original[whole.Start..whole.End], rule, reason);
        if (!dropped.Contains(candidate))
            dropped.Add(candidate);
    }

    private void Remember(List<ActorMention> named)
    {
        // The first actor named is most often the subject; the first person, whom "he" means next.
        foreach (var mention in named)
        {
            if (mention.Form == ActorForm.Demonym)
                continue;
            var party = new Party(data.Actors[mention.Actor].Name, mention.Actor, mention.Form == ActorForm.Person, false, false);
            discourse.LastActor = party;
            if (data.Actors[mention.Actor].Kind is "country" or "unknown" or "bloc" or "organisation")
                discourse.LastCountry = party;
            break;
        }

        if (named.Find(m => m.Form == ActorForm.Person) is { End: > 0 } person)
            discourse.LastPerson = new Party(data.Actors[person.Actor].Name, person.Actor, true, false, false);
        else if (named.Count > 0 && data.Actors[named[0].Actor].Kind == "unknown")
            discourse.LastPerson ??= discourse.LastActor;
    }

    // Who "we" is in a quotation: the subject of the reporting verb.
    private void RememberSpeaker(ParsedSentence sentence, ActorResolver resolver)
    {
        foreach (var clause in sentence.Clauses)
        {
            if (clause.Attribution is { } report && report.SubjectChain() is { Count: > 0 } subjects && resolver.Resolve(subjects[0]) is { Known: true } speaker)
                discourse.LastSpeaker = speaker;
        }
    }

}
