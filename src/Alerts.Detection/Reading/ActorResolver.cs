using Alerts.Detection.Annotation;
using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>Who a noun phrase stands for.</summary>
/// <param name="Name">Canonical, or as the text has it without article.</param>
/// <param name="Actor">Index of the actor; -1 where no file knows it.</param>
/// <param name="Person">Whether a person is named.</param>
/// <param name="ThirdParty">Analysts, critics, polls: their view of others proves nothing.</param>
/// <param name="Source">Officials, diplomats, a spokesman: they report what an actor does.</param>
internal readonly record struct Party(string Name, int Actor, bool Person, bool ThirdParty, bool Source)
{
    /// <summary>Whether the words can name someone who acts; a proposal or a file cannot.</summary>
    public bool Agent { get; init; } = true;

    public bool Known => Actor >= 0;
}

/// <summary>What earlier sentences leave for pronouns and bare offices to point to.</summary>
internal sealed class Discourse
{
    public Party? LastPerson { get; set; }

    public Party? LastActor { get; set; }

    public Party? LastCountry { get; set; }

    public Party? LastSpeaker { get; set; }
}

/// <summary>Finds the actor behind a noun phrase: names, offices, leaders, demonyms before offices, pronouns.</summary>
internal sealed class ActorResolver(EnglishLexicon lexicon, IReadOnlyList<Actor> actors, IReadOnlyList<ActorMention> mentions, ParsedSentence sentence, Discourse discourse, DateOnly? day)
{
    private const int Deepest = 8;

    private static readonly string[] AbstractEndings = ["tion", "tions", "ment", "ments", "ity", "ness", "ance", "ence", "ism", "ure", "age", "ing", "ings", "al", "als"];

    private int depth;

    /// <summary>The actors that the sentence names outside the topics' names.</summary>
    public IReadOnlyList<ActorMention> Mentions => mentions;

    public Party? Resolve(Chunk chunk)
    {
        // A pronoun may lead to a noun phrase whose owner is a pronoun, and so round.
        if (depth >= Deepest)
            return null;
        depth++;
        var party = Named(chunk);
        depth--;
        return party is { Known: true } known && Counts(chunk) ? known with { ThirdParty = true } : party;
    }

    private bool IsNamed(int token)
    {
        foreach (var mention in mentions)
        {
            if (mention.Start <= sentence.Tokens[token].Start && mention.End >= sentence.Tokens[token].End)
                return true;
        }

        return false;
    }

    // "the Egyptian statistics agency": it counts, it holds nothing.
    private bool Counts(Chunk chunk)
    {
        for (var t = chunk.Start; t < chunk.End; t++)
        {
            if (sentence.Tokens[t].Lower is "statistics" or "statistical" or "polling" or "meteorological")
                return true;

            // "a French court", "France's opposition leader", "France's previous government": not France.
            if (sentence.Tokens[t].Lower is "court" or "courts" or "judge" or "judges" or "tribunal" && !IsNamed(t) && sentence.Tokens[chunk.Start].Is("a"))
                return true;
            if (sentence.Tokens[t].Is("opposition") && sentence.Tokens[chunk.Head].Lower is not ("leader" or "leaders" or "politician" or "politicians" or "lawmaker" or "lawmakers" or "figure" or "figures" or "mps" or "deputies"))
                continue;
            if (sentence.Tokens[t].Lower is "opposition" or "previous" or "last" or "former" or "preceding" && t < chunk.Head && !IsNamed(t) && !IsNamed(chunk.Head) && lexicon[sentence.Tokens[chunk.Head].Lower].Has(WordClass.OfficeNoun | WordClass.BodyNoun | WordClass.Role))
                return true;
        }

        return false;
    }

    private Party? Named(Chunk chunk)
    {
        // "two of its lawmakers": they, not the number.
        if (chunk.End - chunk.Start == 1 && sentence.Tokens[chunk.Start].Lower is "one" or "two" or "three" or "four" or "five" or "several" && chunk.Index + 2 < sentence.Chunks.Count
            && sentence.Tokens[chunk.End].Is("of") && sentence.Chunks[chunk.Index + 2] is { Kind: ChunkKind.Noun } whole && sentence.Tags[whole.Head] != Tag.Pronoun)
        {
            if (sentence.Tags[whole.Start] == Tag.PossessivePronoun)
                return Unknown(whole) with { Source = true };
            if (Named(whole) is { Known: true } some)
                return some;
        }

        if (sentence.Tags[chunk.Head] == Tag.Pronoun || sentence.Tags[chunk.Head] == Tag.PossessivePronoun || (chunk.End - chunk.Start == 1 && lexicon[sentence.Tokens[chunk.Start].Lower].Has(WordClass.Pronoun)))
            return Pronoun(chunk);
        // "The French dropped X"
        if (chunk.End - chunk.Start == 2 && sentence.Tokens[chunk.Start].Is("the") && Named(chunk.Start + 1, chunk.End) is { Form: ActorForm.Demonym } people)
            return Of(people);
        var mark = LastPossessiveMark(chunk);
        if (mark >= 0)
        {
            var head = Plain(mark + 1, chunk.End);
            var owner = Plain(chunk.Start, mark);
            if (head is { Known: true })
                return head;
            if (owner is { Known: true } held && sentence.Tokens[mark + 1].Lower is "former" or "ex" or "onetime" or "erstwhile")
                return held with { Name = Strip(chunk.Start, chunk.End), Actor = -1, ThirdParty = true };
            if (owner is { Known: true } known && (IsRole(mark + 1, chunk.End) || sentence.Tokens[chunk.Head].Lower is "programme" or "program" or "arm" or "unit" or "division" or "subsidiary"))
                return known with { Person = lexicon[sentence.Tokens[chunk.Head].Lower].Has(WordClass.OfficeNoun), Source = lexicon[sentence.Tokens[chunk.Head].Lower].Has(WordClass.NeutralSource) };
            if (owner is null && IsRole(mark + 1, chunk.End) && Owner(chunk, mark) is { Known: true } definite)
                return definite with { Source = lexicon[sentence.Tokens[chunk.Head].Lower].Has(WordClass.NeutralSource) };
            return Apposition(chunk) ?? Unknown(chunk);
        }

        // "His country would ..., Albanese told delegates."
        if (chunk.Start == 0 && sentence.Tokens[0].Is("the") && chunk.End == 2 && sentence.Tokens[chunk.Head].Lower is "ministry" or "department" or "bank" or "agency" or "company" or "union" or "party"
            && sentence.Clauses.Find(c => c.Attribution is not null)?.Attribution?.SubjectChain() is { Count: > 0 } heads && Named(heads[0]) is { Known: true, Person: true } boss)
        {
            return boss; // "The ministry will ..., Lutnick told reporters."
        }

        if (chunk.Start == 0 && sentence.Tokens[0].Lower is "his" or "her" && sentence.Tokens[chunk.Head].Lower is "country" or "government" or "party" or "company" or "cabinet"
            && sentence.Clauses.Find(c => c.Attribution is not null)?.Attribution?.SubjectChain() is { Count: > 0 } tellers && Named(tellers[0]) is { Known: true } teller)
        {
            return teller with { Person = false };
        }

        // "Its president, however, ..." at the start of a sentence.
        if (chunk.Start == 0 && sentence.Tokens[0].Is("its") && IsRole(1, chunk.End) && discourse.LastActor is { } its)
            return its with { Person = lexicon[sentence.Tokens[chunk.Head].Lower].Has(WordClass.OfficeNoun), Source = lexicon[sentence.Tokens[chunk.Head].Lower].Has(WordClass.NeutralSource) };
        if (sentence.Tags[chunk.Start] == Tag.PossessivePronoun && IsRole(chunk.Start + 1, chunk.End) && chunk.Start > 0 && Antecedent(sentence.Tokens[chunk.Start].Lower is "his" or "her", chunk.Start) is { Known: true } possessor)
            return possessor with { Source = lexicon[sentence.Tokens[chunk.Head].Lower].Has(WordClass.NeutralSource) };
        var plain = Plain(chunk.Start, chunk.End);
        if (plain is { Known: true })
            return plain;

        // "the government of Hungary", "officials in Kyiv", "leaders of the bloc"
        if (IsRole(chunk.Start, chunk.End) && chunk.Index + 2 < sentence.Chunks.Count
            && sentence.Chunks[chunk.Index + 1] is { Kind: ChunkKind.Preposition } preposition && sentence.Tokens[preposition.Start].Lower is "of" or "in" or "from" or "for" or "at"
            && sentence.Chunks[chunk.Index + 2] is { Kind: ChunkKind.Noun } of && Plain(of.Start, of.End) is { Known: true } holder)
        {
            return holder with { Source = lexicon[sentence.Tokens[chunk.Head].Lower].Has(WordClass.NeutralSource) };
        }

        if (IsBareOffice(chunk) && (discourse.LastCountry ?? discourse.LastActor ?? OnlyBefore(chunk)) is { } last)
            return last with { Person = lexicon[sentence.Tokens[chunk.Head].Lower].Has(WordClass.OfficeNoun), Source = lexicon[sentence.Tokens[chunk.Head].Lower].Has(WordClass.NeutralSource) };
        // "The drinks company, which ...", after a sentence on one.
        if (sentence.Tokens[chunk.Start].Is("the") && chunk.End - chunk.Start is 3 or 4 && sentence.Tokens[chunk.Head].Lower is "company" or "group" or "firm" or "maker" or "carmaker" or "lender" or "union" or "retailer" or "airline" or "regulator" or "watchdog" or "club" or "federation" or "giant" && discourse.LastActor is { } maker)
            return maker;

        // "a spokeswoman said", after a sentence on whom she speaks for.
        if (chunk.End - chunk.Start == 2 && sentence.Tokens[chunk.Start].Is("a") && sentence.Tokens[chunk.Head].Lower is "spokesman" or "spokeswoman" or "spokesperson" && discourse.LastActor is { } spoken)
            return spoken with { Source = true };
        return Apposition(chunk) ?? Unknown(chunk);
    }

    // "New Zealand's central bank, the RBNZ, ..."
    private Party? Apposition(Chunk chunk) =>
        chunk.Index + 3 < sentence.Chunks.Count && sentence.Chunks[chunk.Index + 1].Kind == ChunkKind.Comma && sentence.Chunks[chunk.Index + 2] is { Kind: ChunkKind.Noun } name && sentence.Chunks[chunk.Index + 3].Kind == ChunkKind.Comma
        && lexicon[sentence.Tokens[chunk.Head].Lower].Has(WordClass.Role | WordClass.BodyNoun | WordClass.OfficeNoun) && Plain(name.Start, name.End) is { Known: true } known ? known : null;

    /// <summary>The possessor of a noun phrase: "Moldova" in "Moldova's neutrality pledge", the subject in "its bid".</summary>
    public Party? Possessor(Chunk chunk, Chunk? subject)
    {
        var mark = LastPossessiveMark(chunk);
        if (mark >= 0)
            return Owner(chunk, mark);
        if (sentence.Tags[chunk.Start] == Tag.PossessivePronoun)
            return sentence.Tokens[chunk.Start].Lower is "our" or "my" ? Speaker() : subject is not null && !subject.Contains(chunk.Start) ? Resolve(subject) : Antecedent(sentence.Tokens[chunk.Start].Lower is "his" or "her", chunk.Start);
        // "Argentine ratification of the treaty"
        if (chunk.Head > chunk.Start && Named(chunk.Start, chunk.Head) is { } people)
            return Of(people);
        for (var t = chunk.Start; t < chunk.End; t++)
        {
            if (sentence.Tags[t] == Tag.PossessivePronoun)
                return subject is null ? Antecedent(sentence.Tokens[t].Lower is "his" or "her", t) : Resolve(subject);
        }

        return null;
    }

    // "'We no longer want X' - Macron"
    private Party? Signed() =>
        sentence.Headline && sentence.Chunks.FindLastIndex(c => c.Kind == ChunkKind.Break) is > 0 and var mark && mark + 2 >= sentence.Chunks.Count - 1 && sentence.Chunks[mark + 1] is { Kind: ChunkKind.Noun } name && Named(name.Start, name.End) is { } signed
            ? Of(signed)
            : null;

    // "no longer our goal", France's premier said
    private Party? Speaker() =>
        sentence.Clauses.Find(c => c.Attribution is not null)?.Attribution?.SubjectChain() is { Count: > 0 } tellers && Resolve(tellers[0]) is { Known: true } teller ? teller : discourse.LastSpeaker;

    /// <summary>The first actor named within tokens.</summary>
    public ActorMention? Named(int start, int end)
    {
        foreach (var mention in mentions)
        {
            if (mention.Start >= sentence.Tokens[start].Start && mention.End <= sentence.Tokens[end - 1].End)
                return mention;
        }

        return null;
    }

    public Party Of(ActorMention mention) => new(actors[mention.Actor].Name, mention.Actor, mention.Form == ActorForm.Person, false, false);

    private Party? Owner(Chunk chunk, int mark)
    {
        var owner = Plain(chunk.Start, mark);
        if (owner is { Known: true })
            return owner;
        var text = Strip(chunk.Start, mark);
        if (text.Length == 0)
            return null;
        if ((discourse.LastActor ?? discourse.LastCountry) is { } country && sentence.Tokens[chunk.Start].Is("the") && lexicon[sentence.Tokens[mark - 1].Lower].Has(WordClass.BodyNoun | WordClass.OfficeNoun))
            return country;
        return new Party(text, -1, false, false, false);
    }

    private Party? Plain(int start, int end)
    {
        if (start >= end)
            return null;
        Party? modifier = null;
        foreach (var mention in mentions)
        {
            if (mention.Start < sentence.Tokens[start].Start || mention.Start >= sentence.Tokens[end - 1].End)
                continue;
            if (mention.Form == ActorForm.Person && !actors[mention.Actor].Leaders[mention.Leader].HoldsOffice(day))
                return new Party(actors[mention.Actor].Leaders[mention.Leader].Name, -1, true, false, false);
            var ends = mention.End >= sentence.Tokens[end - 1].End || mention.Form is ActorForm.Person or ActorForm.Office;
            if (ends && mention.Form != ActorForm.Demonym)
                return Of(mention) with { Source = lexicon[sentence.Tokens[end - 1].Lower].Has(WordClass.NeutralSource) };
            modifier ??= Of(mention);
        }

        if (modifier is { } known)
        {
            if (IsRole(start, end))
                return known with { Source = lexicon[sentence.Tokens[end - 1].Lower].Has(WordClass.NeutralSource), Person = lexicon[sentence.Tokens[end - 1].Lower].Has(WordClass.OfficeNoun) };

            // "the Russians", "Israelis"; "Kyiv on Monday" never is one phrase.
            if (end - start <= 2 && mentions.Any(m => m.Form == ActorForm.Demonym && m.End == sentence.Tokens[end - 1].End && sentence.Tokens[end - 1].Lower.EndsWith('s')))
                return known;

            // "Polish Prime Minister Donald Tusk" with a name no file has: the title comes before the name.
            for (var t = start; t < end - 1; t++)
            {
                if (lexicon[sentence.Tokens[t].Lower].Has(WordClass.OfficeNoun) && sentence.Tokens[end - 1].Capital)
                    return known with { Person = true };
            }

            if (lexicon[sentence.Tokens[end - 1].Lower].Adjectives.Count > 0)
                return known;
        }

        return null;
    }

    private bool IsRole(int start, int end)
    {
        // A name after a title: "Foreign Minister Sergei Lavrov".
        for (var t = end - 1; t >= start; t--)
        {
            var info = lexicon[sentence.Tokens[t].Lower];
            if (info.Has(WordClass.ThirdParty))
                return false;
            if (info.Has(WordClass.Role | WordClass.NeutralSource | WordClass.BodyNoun | WordClass.OfficeNoun))
                return true;
            if (!sentence.Tokens[t].Capital)
                return false;
        }

        return false;
    }

    // "..., which Japan's ministry had opposed, was cleared by the cabinet"
    private Party? OnlyBefore(Chunk chunk)
    {
        Party? only = null;
        if (sentence.Tokens[chunk.Head].Lower is "court" or "courts" or "judge" or "judges" or "tribunal" or "opposition" or "union" or "unions" or "regulator" or "watchdog")
            return null;
        foreach (var mention in mentions)
        {
            if (mention.Start < sentence.Tokens[0].Start || mention.Start >= sentence.Tokens[chunk.Start].Start)
                continue;
            if (only is { } other && other.Actor != mention.Actor)
                return null;
            only = Of(mention);
        }

        return only;
    }

    private bool IsBareOffice(Chunk chunk)
    {
        if (!sentence.Tokens[chunk.Start].Is("the") || chunk.End - chunk.Start > 4)
            return false;
        for (var t = chunk.Start + 1; t < chunk.End; t++)
        {
            if (!lexicon[sentence.Tokens[t].Lower].Has(WordClass.Role | WordClass.OfficeNoun | WordClass.BodyNoun | WordClass.NeutralSource | WordClass.Adjective))
                return false;
        }

        return lexicon[sentence.Tokens[chunk.Head].Lower].Has(WordClass.OfficeNoun | WordClass.BodyNoun | WordClass.Role) && !lexicon[sentence.Tokens[chunk.Head].Lower].Has(WordClass.ThirdParty)
            && sentence.Tokens[chunk.Head].Lower is not ("sources" or "source" or "report" or "statement" or "members" or "states" or "countries" or "nations" or "allies");
    }

    private Party? Pronoun(Chunk chunk)
    {
        var word = sentence.Tokens[chunk.Start].Lower;
        return word switch
        {
            "he" or "she" => Antecedent(true, chunk.Start),
            "we" or "i" => Signed() ?? discourse.LastSpeaker ?? Antecedent(false, chunk.Start),
            "it" or "they" => Antecedent(false, chunk.Start),
            _ => null,
        };
    }

    private Party? Antecedent(bool person, int token)
    {
        var position = sentence.Tokens[token].Start;
        Party? best = null;
        foreach (var clause in sentence.Clauses)
        {
            foreach (var subject in clause.Subjects)
            {
                if (subject.End > token || sentence.Tags[subject.Head] == Tag.Pronoun)
                    continue;

                // "Ukraine, whose farmers depend on it, said it would ...": not the farmers.
                if (best is { Known: true } && clause.Kind != ClauseKind.Root && Resolve(subject) is not { Known: true })
                    continue;
                if (Resolve(subject) is { } party && !party.ThirdParty && (party.Known || party.Agent) && (!person || party.Person || party.Known))
                    best = party;
            }
        }

        if (best is { } found && (!person || found.Person || discourse.LastPerson is null || (found.Known && Tells(token, found))))
            return found;
        if (person && discourse.LastPerson is { } last)
            return last;
        if (best is not null)
            return best;
        foreach (var mention in mentions)
        {
            if (mention.Start < position && mention.Start >= sentence.Tokens[0].Start && mention.Form != ActorForm.Demonym && (!person || mention.Form == ActorForm.Person))
                best = Of(mention);
        }

        return best ?? (person ? discourse.LastPerson ?? discourse.LastActor : discourse.LastActor);
    }

    // "The US Trade Representative, Jamieson Greer, said that he ...": who says it.
    private bool Tells(int token, Party party) =>
        sentence.Clauses.Find(c => c.Kind == ClauseKind.Content && c.Subjects.Exists(s => s.Start == token))?.Parent?.Subjects is [var teller] && lexicon[sentence.Tokens[teller.Head].Lower] is var word && (word.Has(WordClass.OfficeNoun | WordClass.Role) || sentence.Tokens[teller.Head].Capital) && Named(teller.Start, teller.End) is { } named && named.Actor == party.Actor && actors[named.Actor].Kind is not "country";

    private int LastPossessiveMark(Chunk chunk)
    {
        for (var t = chunk.End - 1; t > chunk.Start; t--)
        {
            if (sentence.Tags[t] == Tag.PossessiveMark)
                return t;
        }

        return -1;
    }

    private Party Unknown(Chunk chunk)
    {
        var info = lexicon[sentence.Tokens[chunk.Head].Lower];
        var third = info.Has(WordClass.ThirdParty);
        for (var t = chunk.Start; t < chunk.End && !third; t++)
        {
            third = lexicon[sentence.Tokens[t].Lower].Has(WordClass.ThirdParty) || sentence.Tokens[t].Lower is "former" or "predecessor" or "predecessors" or "court" or "courts" or "judge" or "judges" or "tribunal" or "jury"
                || (sentence.Tokens[t].Is("think") && t + 1 < chunk.End && sentence.Tokens[t + 1].Lower is "tank" or "tanks");
        }

        var pronoun = sentence.Tags[chunk.Head] is Tag.Pronoun or Tag.Determiner || info.Has(WordClass.Pronoun | WordClass.Determiner);
        return new Party(Strip(chunk.Start, chunk.End), -1, false, third || pronoun, info.Has(WordClass.NeutralSource)) { Agent = !pronoun && IsAgent(chunk) };
    }

    // Abstract nouns and things hold no positions; those who act are named, hold an office or are many.
    private bool IsAgent(Chunk chunk)
    {
        var token = sentence.Tokens[chunk.Head];
        var info = lexicon[token.Lower];

        // The capital of a sentence's first word says nothing, and in a headline none does.
        var capital = token.Capital && !(chunk.Head == 0 && info != WordInfo.Unknown && !info.Has(WordClass.Role | WordClass.BodyNoun | WordClass.OfficeNoun));
        if (info.Adjectives.Count > 0 && !capital)
            return false;

        // "Countries that give up ...": all of a kind, no one.
        if (chunk.Start == 0 && chunk.End == 1 && chunk.Index + 1 < sentence.Chunks.Count && sentence.Chunks[chunk.Index + 1].Kind == ChunkKind.Relative && token.Lower.EndsWith('s') && (info.Has(WordClass.Role | WordClass.BodyNoun) || token.Lower is "countries" or "companies"))
            return false;
        if (capital || info.Has(WordClass.Role | WordClass.OfficeNoun | WordClass.BodyNoun | WordClass.NeutralSource | WordClass.ThirdParty))
            return capital || token.Lower is not ("report" or "reports" or "statement" or "document" or "documents" or "letter" or "memo" or "draft" or "state" or "general" or "industry" or "energy" or "trade" or "health" or "defence" or "defense" or "finance" or "central" or "office" or "filing");
        if (info.Nouns.Count > 0 || info.Has(WordClass.TimeNoun | WordClass.Day | WordClass.Month) || sentence.Tags[chunk.Head] == Tag.Number)
            return token.Lower is "opponent" or "opponents" or "supporter" or "supporters" or "champion" or "backer" or "backers";
        if (info.Has(WordClass.Nounable))
            return false;
        foreach (var ending in AbstractEndings)
        {
            if (token.Lower.EndsWith(ending, StringComparison.Ordinal))
                return false;
        }

        return token.Lower is not ("reserves" or "prices" or "price" or "exports" or "imports" or "shares" or "stocks" or "yields" or "sales" or "revenue" or "revenues" or "profits" or "output" or "growth" or "emissions" or "temperatures" or "ratings" or "volumes" or "flows" or "levels" or "deliveries" or "futures" or "bonds" or "gas" or "oil" or "crude" or "rates" or "bombs" or "costs" or "demand" or "supplies" or "law" or "bill" or "decree" or "file" or "cornerstone" or "rule" or "rules" or "policy" or "crisis" or "war" or "row" or "truce" or "budget" or "paper" or "plan" or "treaty" or "summit" or "speech" or "amendment" or "news");
    }

    private string Strip(int start, int end)
    {
        while (start < end && (sentence.Tags[start] is Tag.Determiner or Tag.Quote || sentence.Tokens[start].Lower is "the" or "a" or "an"))
            start++;
        return sentence.Words(start, end);
    }
}
