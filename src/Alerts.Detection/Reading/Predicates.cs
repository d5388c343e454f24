using Alerts.Detection.Lexicon;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>Matches act patterns against a parsed sentence.</summary>
internal sealed class Predicates(EnglishLexicon lexicon, ParsedSentence sentence)
{
    /// <summary>The pattern of a verb group whose object is the complement given; null where there is none.</summary>
    public ActPattern? ForObject(Chunk verb, Complement complement)
    {
        foreach (var pattern in lexicon[sentence.Tokens[verb.Head].Lower].Verbs)
        {
            if (pattern.Object == Effect.None && pattern.Clause is not (Effect.Say or Effect.Fail))
                continue;
            if (TakesObject(pattern, verb, complement))
                return pattern;
        }

        return null;
    }

    /// <summary>Whether an idiom reaches from the verb to the preposition of the complement: "open the door to X".</summary>
    public bool IsIdiom(Chunk verb, Complement complement)
    {
        foreach (var pattern in lexicon[sentence.Tokens[verb.Head].Lower].Verbs)
        {
            if (pattern.Fixed.Length > 0 && pattern.Prepositions.Length > 0 && TakesObject(pattern, verb, complement))
                return true;
        }

        return false;
    }

    /// <summary>The pattern of a passive or intransitive verb group over its subject.</summary>
    public ActPattern? ForSubject(Chunk verb, bool passive)
    {
        foreach (var pattern in lexicon[sentence.Tokens[verb.Head].Lower].Verbs)
        {
            if (passive ? pattern.Object == Effect.None : pattern.Subject == Effect.None)
                continue;
            if ((!passive || pattern.Gap) && pattern.Prepositions.Length > 0)
                continue;
            var after = MatchFixed(pattern, verb.Head + 1);
            if (after < 0)
                continue;
            if (pattern.Tail.Length > 0 && !TailFollows(pattern, after))
                continue;
            if (passive && pattern.Prepositions.Length > 0 && !(after < sentence.Tokens.Count && pattern.Prepositions.Contains(sentence.Tokens[after].Lower)))
                continue;
            return pattern;
        }

        return null;
    }

    /// <summary>The pattern that governs a clause: with a to-infinitive, an -ing form or a that-clause.</summary>
    /// <param name="verb">The governing verb group.</param>
    /// <param name="clause">The governed clause.</param>
    public ActPattern? ForClause(Chunk verb, Clause clause)
    {
        ActPattern? fallback = null;
        foreach (var pattern in lexicon[sentence.Tokens[verb.Head].Lower].Verbs)
        {
            var ceases = pattern.Clause == Effect.Stop && clause is { Kind: ClauseKind.Infinitive, ObjectControl: false } && lexicon[sentence.Tokens[verb.Head].Lower].Lemma == "cease";
            if (pattern.Clause == Effect.None || !(ceases || Fits(pattern.Clause, clause, verb.Shape?.Passive == true)))
                continue;
            if (pattern.Tail.Length > 0)
                continue;

            // "told reporters that", "warned that": a report; "told to drop" is the wish.
            if (clause.Kind == ClauseKind.Content && pattern.Clause == Effect.Urge && lexicon[sentence.Tokens[verb.Head].Lower].Verbs.Exists(v => v.Clause == Effect.Say))
                continue;
            var after = MatchFixed(pattern, verb.Head + 1);
            if (after < 0)
                continue;
            if (clause.Preposition is { } preposition && preposition.Start >= after)
            {
                if (!pattern.Prepositions.Contains(sentence.Tokens[preposition.Start].Lower) && !(pattern.Clause == Effect.Accuse && sentence.Tokens[preposition.Start].Lower is "of" or "for"))
                    continue;
            }
            else if (clause.Preposition is not null && after < clause.Preposition.Start)
            {
                continue;
            }
            else if (pattern.Prepositions.Length > 0 && !clause.ObjectControl)
            {
                if (clause.Kind != ClauseKind.Infinitive || !pattern.Prepositions.Contains("to"))
                    continue;
            }

            if (pattern.Clause is Effect.Say && clause.Kind == ClauseKind.Infinitive)
            {
                fallback ??= pattern;
                continue;
            }

            return pattern;
        }

        return fallback;
    }

    /// <summary>The adjective that is the predicate of a copula, or of a headline without one.</summary>
    public (ActPattern Pattern, int Start, int End)? Adjective(Clause clause)
    {
        int from;
        int to;
        if (clause.Verb is { } verb)
        {
            if (verb.Shape?.Copula != true && lexicon[sentence.Tokens[verb.Head].Lower].Lemma is not ("remain" or "stay" or "become" or "appear" or "seem" or "sound" or "stand" or "look" or "feel" or "declare" or "be" or "grow" or "turn" or "go" or "get"))
                return null;
            from = verb.End;
            to = Math.Min(from + 5, sentence.Tokens.Count);
        }
        else if (clause.Subjects.Count > 0)
        {
            from = clause.Subjects[^1].Start;
            to = Math.Min(clause.Subjects[^1].End + (sentence.Headline ? 4 : 1), sentence.Tokens.Count);
            if (to < sentence.Tokens.Count && sentence.Tags[to - 1] == Tag.Adverb)
                to++;
        }
        else
        {
            return null;
        }

        for (var t = from; t < to; t++)
        {
            if (sentence.Tags[t] is Tag.Comma or Tag.Break or Tag.Verb or Tag.Modal)
                break;
            foreach (var pattern in lexicon[sentence.Tokens[t].Lower].Adjectives)
            {
                if (clause.Verb is null && sentence.Tags[t] != Tag.Adjective && pattern.Fixed.Length == 0 && !(t >= clause.Subjects[^1].End && pattern.Prepositions.Length > 0 && sentence.Tags[t] is Tag.Noun or Tag.Preposition))
                    continue;
                // "is for X", not "is out of the race for X"
                if (t > from && pattern.Fixed.Length == 0 && clause.Verb is not null && lexicon[sentence.Tokens[t].Lower].Has(WordClass.Preposition) && sentence.Tags[t - 1] is not Tag.Adverb && !sentence.Tokens[t - 1].Is("much"))
                    continue;
                var after = MatchFixed(pattern, t + 1);
                if (after < 0)
                    continue;
                if (pattern.Prepositions.Length > 0 && !(after < sentence.Tokens.Count && pattern.Prepositions.Contains(sentence.Tokens[after].Lower)))
                    continue;
                return (pattern, t, after);
            }
        }

        return null;
    }

    /// <summary>The adjective (or noun of judgement, "a mistake") that begins at the token; null where none does.</summary>
    public ActPattern? AdjectiveAt(int token)
    {
        foreach (var pattern in lexicon[sentence.Tokens[token].Lower].Adjectives)
        {
            if (MatchFixed(pattern, token + 1) >= 0)
                return pattern;
        }

        return null;
    }

    /// <summary>The pattern of a noun with the preposition (or, where null, the clause) that follows it.</summary>
    public ActPattern? Noun(Chunk noun, string? preposition)
    {
        foreach (var pattern in lexicon[sentence.Tokens[noun.Head].Lower].Nouns)
        {
            // "a claim against X" stands against; "a claim that ..." does not.
            if (preposition is null ? !(pattern.Prepositions.Length > 0 && pattern.Prepositions[0] is "against" or "from") : pattern.Prepositions.Contains(preposition))
                return pattern;
        }

        return null;
    }

    private static bool Fits(Effect effect, Clause clause, bool passive) => clause.Kind switch
    {
        ClauseKind.Content => effect is Effect.Say or Effect.Insist or Effect.Concede or Effect.Deny or Effect.Urge or Effect.Want or Effect.Hedge or Effect.Question or Effect.Threaten or Effect.Accuse or Effect.Intend or Effect.Reject or Effect.Refuse,
        ClauseKind.Infinitive when clause.ObjectControl => effect is Effect.Urge or Effect.Force or Effect.Want,
        ClauseKind.Infinitive when passive => effect is not (Effect.Accuse or Effect.Stop or Effect.Insist or Effect.Concede or Effect.Deny or Effect.Question),
        ClauseKind.Infinitive => effect is not (Effect.Accuse or Effect.Urge or Effect.Force or Effect.Stop or Effect.Insist or Effect.Concede or Effect.Deny or Effect.Question),
        ClauseKind.Gerund when effect == Effect.Question => true,
        _ => effect is not (Effect.Urge or Effect.Force or Effect.Insist or Effect.Concede or Effect.Say or Effect.Question),
    };

    private bool TakesObject(ActPattern pattern, Chunk verb, Complement complement)
    {
        var after = MatchFixed(pattern, verb.Head + 1);
        var direct = complement.Preposition is null;
        if (after < 0)
        {
            // "give the bid up"
            return pattern.Fixed.Length == 1 && pattern.Prepositions.Length == 0 && direct
                && complement.Noun.End < sentence.Tokens.Count && sentence.Tokens[complement.Noun.End].Is(pattern.Fixed[0]);
        }

        // "left it out of a list" leaves nothing.
        if (direct && pattern is { Object: Effect.Quit, Fixed.Length: 0, Prepositions.Length: 0 } && complement.Noun.End < sentence.Tokens.Count && sentence.Tokens[complement.Noun.End].Lower is "out" or "alone" or "open" or "intact" or "unchanged" or "untouched" || (direct && pattern is { Object: Effect.Quit, Fixed.Length: 0, Prepositions.Length: 0 } && complement.Noun.End < sentence.Tokens.Count && sentence.Tokens[complement.Noun.End].Is("to") && sentence.Tags[complement.Noun.End] == Tag.Preposition))
            return false;
        if (pattern.Gap && pattern.Prepositions.Length > 0)
            return !direct && GapReaches(pattern, verb, after, complement.Preposition!); // not direct: there is one
        if (pattern.Tail.Length > 0)
            return direct && TailFollows(pattern, complement.Noun.Start);
        if (pattern.Prepositions.Length == 0)
            return direct || (pattern.Fixed.Length > 0 && complement.Preposition!.Start == after - 1); // direct is false, so there is one
        return !direct && pattern.Prepositions.Contains(sentence.Tokens[complement.Preposition!.Start].Lower)
            && (complement.Preposition.Start == after || complement.Preposition.Start == SkipTime(after) || (pattern.Fixed.Length == 0 && OnlyAdverbsBetween(after, complement.Preposition.Start)) || PassesObject(pattern, verb, complement));
    }

    // "throw its full weight behind X", "take the country out of X": an object, the tail, the preposition.
    private bool GapReaches(ActPattern pattern, Chunk verb, int after, Chunk preposition)
    {
        if (!pattern.Prepositions.Contains(sentence.Tokens[preposition.Start].Lower))
            return false;
        var end = preposition.Start - pattern.Tail.Length;
        if (end <= after || preposition.Start - verb.End > 8)
            return false;
        for (var i = 0; i < pattern.Tail.Length; i++)
        {
            if (!sentence.Tokens[end + i].Is(pattern.Tail[i]))
                return false;
        }

        for (var t = after; t < end; t++)
        {
            if (sentence.Tags[t] is Tag.Verb or Tag.Comma or Tag.Break or Tag.Preposition)
                return false;
        }

        return true;
    }

    // "withdraw troops from X" is no "withdraw from X"; "agree with allies on X" is "agree on X".
    private bool PassesObject(ActPattern pattern, Chunk verb, Complement complement)
    {
        if (pattern.Fixed.Length > 0)
            return false;
        for (var t = verb.End; t < complement.Preposition!.Start; t++)
        {
            if (sentence.Tokens[t].Lower is "after" or "before" or "despite" or "until")
                return false; // "voted for it after years against it"
            if (sentence.Tokens[t].Lower is "itself" or "himself" or "herself" or "themselves")
                continue;
            if (sentence.Tags[t] is Tag.Noun or Tag.Pronoun && !(t > verb.End && PrecededByPreposition(verb.End, t)))
                return false;
        }

        return true;
    }

    // "walked away on Friday from X"
    private int SkipTime(int token)
    {
        if (token + 1 >= sentence.Tokens.Count)
            return token;
        if (sentence.Tokens[token].Lower is "on" or "in" or "at" or "late" or "early" && lexicon[sentence.Tokens[token + 1].Lower].Has(WordClass.Day | WordClass.Month))
            return token + 2;
        return lexicon[sentence.Tokens[token].Lower].Has(WordClass.Day) ? token + 1 : token;
    }

    private bool PrecededByPreposition(int from, int token)
    {
        for (var t = token - 1; t >= from; t--)
        {
            if (sentence.Tags[t] == Tag.Preposition)
                return true;
            if (sentence.Tags[t] is Tag.Comma or Tag.Verb)
                return false;
        }

        return false;
    }

    private bool OnlyAdverbsBetween(int from, int to)
    {
        for (var t = from; t < to; t++)
        {
            if (sentence.Tags[t] is not (Tag.Adverb or Tag.Quote))
                return false;
        }

        return true;
    }

    private bool TailFollows(ActPattern pattern, int from)
    {
        for (var t = from; t < sentence.Tokens.Count && t < from + 14; t++)
        {
            var i = 0;
            var at = t;
            while (i < pattern.Tail.Length && at < sentence.Tokens.Count)
            {
                var word = sentence.Tokens[at].Lower;
                if (word == pattern.Tail[i] || FormOf(word, pattern.Tail[i]) || (pattern.Tail[i] == "ITS" && sentence.Tags[at] is Tag.PossessivePronoun or Tag.Determiner))
                    at++;
                else if (!(sentence.Headline && i > 0 && pattern.Tail[i] is "the" or "a" or "ITS")) // headlines leave the article out
                    break;
                i++;
            }

            if (i == pattern.Tail.Length)
                return true;
        }

        return false;
    }

    private bool FormOf(string word, string lemma) => lexicon[word].Lemma == lemma;

    /// <summary>The token after the fixed words; -1 where they do not follow. Adverbs in between are passed over.</summary>
    private int MatchFixed(ActPattern pattern, int from)
    {
        var t = from;
        foreach (var word in pattern.Fixed)
        {
            while (t < sentence.Tokens.Count && sentence.Tags[t] == Tag.Adverb && !sentence.Tokens[t].Is(word))
                t++;
            if (t >= sentence.Tokens.Count)
                return -1;
            if (word == "ITS")
            {
                if (sentence.Tags[t] is not (Tag.PossessivePronoun or Tag.Determiner))
                {
                    if (!sentence.Headline)
                        return -1;
                    continue;
                }
            }
            else if (sentence.Headline && word is "the" or "a" or "an" && !sentence.Tokens[t].Is(word))
            {
                continue;
            }
            else if (!sentence.Tokens[t].Is(word))
            {
                return -1;
            }

            t++;
        }

        return t;
    }
}
