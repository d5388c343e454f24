using Alerts.Detection.Lexicon;
using Alerts.Detection.Text;

namespace Alerts.Detection.Parsing;

/// <content>Whether a form that may be a verb is one, by what stands before it.</content>
internal sealed partial class Tagger
{
    private bool IsVerb(IReadOnlyList<Token> tokens, Tag[] tags, WordInfo info, int i, bool hasFinite, bool headline)
    {
        var token = tokens[i];
        var nounable = info.Has(WordClass.Nounable) || info.Has(WordClass.Role);
        var prev = PrevIndex(tags, i);
        if (prev < 0)
        {
            // A sentence or headline that begins with a verb: "Dropping its bid, ..." or an imperative; else a noun.
            return (info.Forms & VerbForm.Ing) != 0
                ? !nounable && !NextIs(tokens, i, "of")
                : (info.Forms & (VerbForm.Past | VerbForm.Participle)) != 0 && !nounable && !IsCompoundModifier(tokens, i);
        }

        // A capital inside a sentence (not a headline in title case) is a name: "Will Smith", "Back Bay".
        if (token.Capital && !headline && !token.AllCaps && tags[prev] is not Tag.Quote and not Tag.Break)
            return false;

        switch (tags[prev])
        {
            case Tag.To or Tag.Modal:
                return (info.Forms & VerbForm.Base) != 0;
            case Tag.Do:
                return (info.Forms & VerbForm.Base) != 0;
            case Tag.Have:
                return (info.Forms & (VerbForm.Participle | VerbForm.Past)) != 0 && !(nounable && (info.Forms & VerbForm.Base) != 0 && info.Lemma is not ("put" or "cut" or "let" or "quit" or "hit" or "set" or "shut" or "come" or "become" or "run" or "overcome" or "bid" or "cost" or "cast" or "hurt" or "spread" or "split" or "read" or "shed" or "upset" or "forecast"));
            case Tag.Be when info.Adjectives.Count > 0 && !NextIs(tokens, i, "by") && !(info.Lemma == "set" && (NextIs(tokens, i, "aside") || NextIs(tokens, i, "back"))):
                return false;
            case Tag.Be:
                return (info.Forms & (VerbForm.Ing | VerbForm.Participle)) != 0 && !(nounable && (info.Forms & VerbForm.Base) != 0 && info.Lemma is not ("put" or "cut" or "let" or "set" or "shut" or "hit"));
            case Tag.Negation when tokens[prev].Is("no"): // longer
                return info.Forms != VerbForm.None && !(((prev > 0 && tags[prev - 1] == Tag.Be) || (headline && i + 1 < tokens.Count && info.Adjectives.Exists(a => a.Prepositions.Contains(tokens[i + 1].Lower)))) && info.Adjectives.Count > 0 && (!NextIs(tokens, i, "by") || info.Adjectives.Exists(a => a.Prepositions.Contains("by"))));
            case Tag.Negation:
                return Negated(tokens, tags, info, prev, i, nounable);
            case Tag.PossessiveMark or Tag.PossessivePronoun or Tag.Number:
                return tags[prev] == Tag.Number && (info.Forms & Finite) != 0 && !nounable && !hasFinite;
            // "Another asked whether", "if that failed"
            case Tag.Determiner when tokens[prev].Lower is "another" or "both" or "some" or "many" or "others" or "several" or "most" or "few" or "that" or "this" or "neither":
                return !nounable && !hasFinite && !IsCompoundModifier(tokens, i) && (info.Forms & (VerbForm.Past | VerbForm.Third | (tokens[prev].Lower is "that" or "this" or "another" or "neither" || prev == i - 1 ? VerbForm.None : VerbForm.Base))) != 0;
            case Tag.Determiner:
                return false;
            case Tag.Adjective:
                return !nounable && (info.Forms & (VerbForm.Third | VerbForm.Past)) != 0 && !hasFinite && HasNoun(tags, prev);
            case Tag.Preposition when tokens[prev].Is("than") && !nounable && (info.Forms & VerbForm.Base) != 0:
                return true;
            case Tag.Preposition:
                return (info.Forms & VerbForm.Ing) != 0 && !(nounable && !FollowedByDeterminer(tokens, i)) && !IsCompoundModifier(tokens, i);
            case Tag.Pronoun when tokens[prev].Is("one") && nounable:
                return false;
            case Tag.Pronoun:
                return (info.Forms & (Finite | VerbForm.Participle)) != 0 || (info.Forms & VerbForm.Ing) != 0;
            case Tag.Relative:
                return !nounable || (info.Forms & VerbForm.Base) == 0 || !NextIs(tokens, i, "of");
            case Tag.Complementizer:
                return (info.Forms & VerbForm.Ing) != 0;
            case Tag.Subordinator:
                return (info.Forms & VerbForm.Ing) != 0 || ((info.Forms & VerbForm.Participle) != 0 && !nounable);
            case Tag.Verb:
                return AfterVerb(tokens, info, prev, i, nounable);
            case Tag.Conjunction:
                return AfterConjunction(tokens, tags, info, prev, i, nounable);
            // "The Nationals, once for X, now back Y"
            case Tag.Comma when nounable && !hasFinite && i > 0 && tokens[i - 1].Lower is "now" or "then" or "today" or "instead" or "finally" && (info.Forms & (VerbForm.Base | VerbForm.Third)) != 0 && FollowedByObject(tokens, i):
                return true;
            case Tag.Comma or Tag.Break or Tag.Quote:
                return (info.Forms & VerbForm.Ing) != 0
                    ? !(nounable && !FollowedByObject(tokens, i)) && !IsCompoundModifier(tokens, i)
                    : !nounable || (FollowedByObject(tokens, i) && (info.Forms & (VerbForm.Third | VerbForm.Past)) != 0 && !hasFinite);
            default:
                return AfterNoun(tokens, tags, info, prev, i, hasFinite, nounable);
        }
    }

    private static bool HasNoun(Tag[] tags, int upTo)
    {
        for (var i = upTo; i >= 0; i--)
        {
            if (tags[i] is Tag.Noun or Tag.Pronoun)
                return true;
            if (tags[i] is Tag.Comma or Tag.Determiner or Tag.Preposition)
                return false;
        }

        return false;
    }

    private static bool Negated(IReadOnlyList<Token> tokens, Tag[] tags, WordInfo info, int negation, int i, bool nounable)
    {
        // "is no longer demanding", "does not back", "has never backed", "not to drop", "never dropped".
        for (var j = negation - 1; j >= 0 && negation - j <= 3; j--)
        {
            switch (tags[j])
            {
                case Tag.Modal or Tag.Do: return (info.Forms & VerbForm.Base) != 0;
                case Tag.Have: return (info.Forms & (VerbForm.Participle | VerbForm.Past)) != 0;
                case Tag.Be: return (info.Forms & (VerbForm.Ing | VerbForm.Participle)) != 0;
                case Tag.To: return (info.Forms & VerbForm.Base) != 0;
                case Tag.Adverb: continue;
                default: break;
            }

            break;
        }

        return tokens[i].Kind == TokenKind.Word && ((info.Forms & (VerbForm.Third | VerbForm.Past | VerbForm.Ing)) != 0 || !nounable);
    }

    private bool AfterVerb(IReadOnlyList<Token> tokens, WordInfo info, int prev, int i, bool nounable)
    {
        if ((info.Forms & VerbForm.Ing) != 0)
            return !(nounable && !FollowedByObject(tokens, i)) && !IsCompoundModifier(tokens, i);
        var governor = lexicon[tokens[prev].Lower];

        // "the proposal to abolish quarterly reporting drew comments"
        if ((governor.Forms & VerbForm.Ing) != 0 && prev == i - 1 && (info.Forms & (VerbForm.Past | VerbForm.Participle)) == VerbForm.Past && !nounable && i > 1)
            return true;
        if (governor.Lemma is "help" or "let" or "make" && (info.Forms & VerbForm.Base) != 0)
            return !nounable || FollowedByObject(tokens, i);
        if (governor.Lemma is "remain" or "stay" or "become" or "stand" && info.Adjectives.Count > 0)
            return false;
        if (governor.Lemma is "get" or "remain" or "stay" or "keep" or "leave")
            return (info.Forms & VerbForm.Participle) != 0 && !nounable;

        // "said reported", "backs proposed cuts": a modifier of what follows.
        return false;
    }

    private bool AfterConjunction(IReadOnlyList<Token> tokens, Tag[] tags, WordInfo info, int prev, int i, bool nounable)
    {
        // The conjunct repeats the form of the verb before: "softened and then dropped", "to raise or withdraw", "pushed for cuts but backed talks".
        for (var j = prev - 1; j >= 0; j--)
        {
            if (tags[j] is Tag.Break)
                break;
            if (tags[j] != Tag.Verb)
                continue;
            var other = lexicon[tokens[j].Lower];
            var shared = other.Forms & info.Forms;
            if (nounable && (info.Forms & VerbForm.Third) != 0 && (tokens[i - 1].Lower is "now" or "also" or "then" || (other.Forms & VerbForm.Base) == 0) && (FollowedByDeterminer(tokens, i) || (tokens[i - 1].Is("now") && FollowedByObject(tokens, i))))
                return true; // "has changed its mind and backs X"
            if (shared == VerbForm.None)
                return !nounable && (info.Forms & (VerbForm.Third | VerbForm.Past)) != 0;
            if (!nounable)
                return true;
            return FollowedByObject(tokens, i) && !(tags[prev - 1] is Tag.Adjective);
        }

        // "has had a change of heart and backs X"
        if (nounable && (info.Forms & VerbForm.Third) != 0 && FollowedByObject(tokens, i) && Array.IndexOf(tags, Tag.Have, 0, prev) >= 0)
            return true;
        return !nounable && (info.Forms & (VerbForm.Third | VerbForm.Past | VerbForm.Participle)) != 0;
    }

    private bool AfterNoun(IReadOnlyList<Token> tokens, Tag[] tags, WordInfo info, int prev, int i, bool hasFinite, bool nounable)
    {
        if ((info.Forms & VerbForm.Ing) != 0)
            return !(nounable && !FollowedByObject(tokens, i)) && (FollowedByObject(tokens, i) || i + 1 >= tokens.Count || tokens[i + 1].Kind != TokenKind.Word || lexicon[tokens[i + 1].Lower].Has(WordClass.Preposition));
        if (!nounable)
        {
            // "took", "caught" describe no noun that follows; "backed" may.
            if ((info.Forms & (VerbForm.Past | VerbForm.Participle)) != 0)
                return !IsCompoundModifier(tokens, i) || !hasFinite || (info.Forms & VerbForm.Past) != 0 && !tokens[i].Lower.EndsWith("ed", StringComparison.Ordinal) || info.Lemma is "remain" or "stay" or "become" || SubjectOfSpeech(tokens, tags, prev) || MainVerbIsDue(tokens, tags, i);
            if ((info.Forms & VerbForm.Third) != 0)
                return true;

            // "letting its neighbour join Schengen"; "let the ban lapse" is an idiom of acts.yaml.
            if (hasFinite && !info.Verbs.Exists(v => v is { Gap: false, Fixed.Length: 0 } && v.Subject != Effect.None) && info.Lemma is not ("lapse" or "expire" or "go" or "die" or "slide") && (info.Forms & VerbForm.Base) != 0 && CausativeBefore(tokens, tags, prev))
                return true;

            // A base form agrees with a plural subject: "ministers agree"; "Kyiv agree" is a British plural or no verb.
            return !hasFinite && (IsPlural(tokens, tags, prev) || LooksLikeClauseEnd(tokens, i) || FollowedByObject(tokens, i));
        }

        // "the Taliban now issue papers", "hunters in Hesse doubt that"
        if (!hasFinite && (info.Forms & (VerbForm.Base | VerbForm.Third)) != 0 && FollowedByObject(tokens, i)
            && (tokens[i - 1].Lower is "now" or "already" or "nonetheless" or "nevertheless" || ((info.Forms & VerbForm.Base) != 0 && IsPluralPhrase(tokens, tags, prev) && (tokens[i + 1].Lower is "that" or "against") && !VerbAhead(tokens, i + 1))))
        {
            return true;
        }

        // "The M23 rebels pulled out": the verb is the next word.
        if (i + 2 < tokens.Count && (info.Forms & VerbForm.Third) != 0 && lexicon[tokens[i + 1].Lower] is var after && (after.Forms & (VerbForm.Past | VerbForm.Base)) != 0 && !after.Has(WordClass.Nounable) && !tokens[i + 1].Capital && !IsCompoundModifier(tokens, i + 1))
            return false;

        // Governed by a causative: "let sanctions lapse", "sees talks stall".
        if (hasFinite && (info.Forms & VerbForm.Base) != 0 && CausativeBefore(tokens, tags, prev))
            return true;
        if (hasFinite)
            return false;
        if ((info.Forms & (VerbForm.Past | VerbForm.Participle)) != 0 && (info.Forms & VerbForm.Base) == 0)
            return true;
        if ((info.Forms & VerbForm.Past) != 0 && (info.Forms & VerbForm.Base) != 0 && (FollowedByDeterminer(tokens, i) || (i + 2 < tokens.Count && tokens[i + 1].Lower is "aside" or "off" or "back" or "down" or "out" or "up" or "away" or "farewell" && !VerbAhead(tokens, i))))
            return true;
        // "Opponents hope Dublin will ...": a verb that takes a clause, before the clause's subject.
        if ((info.Forms & VerbForm.Base) != 0 && IsPlural(tokens, tags, prev) && FollowedByDeterminer(tokens, i) && info.Verbs.Exists(v => v.Clause is Effect.Say or Effect.Want or Effect.Hedge or Effect.Insist))
            return true;

        // "insist that Hezbollah surrender its weapons"
        if ((info.Forms & VerbForm.Base) != 0 && FollowedByDeterminer(tokens, i) && InContentClause(tags, prev) && !VerbAhead(tokens, i))
            return true;
        // "A bank lobby claims OSFI is about to ..."
        if ((info.Forms & VerbForm.Third) != 0 && i + 1 < tokens.Count && tokens[i + 1].Capital && !IsPlural(tokens, tags, prev) && info.Verbs.Exists(v => v.Clause is Effect.Say or Effect.Hedge or Effect.Want or Effect.Insist && v.Fixed.Length == 0) && VerbAhead(tokens, i))
            return true;
        if ((info.Forms & VerbForm.Third) != 0)
            return (!IsPlural(tokens, tags, prev) || IsNameLike(tokens, prev)) && (FollowedByObject(tokens, i) || LooksLikeClauseEnd(tokens, i)) && !VerbAhead(tokens, i);
        return IsPlural(tokens, tags, prev) && FollowedByObject(tokens, i) && !VerbAhead(tokens, i);
    }

    // "said Berlin opposed gas caps": the noun before is the subject of what is said.
    private bool SubjectOfSpeech(IReadOnlyList<Token> tokens, Tag[] tags, int noun)
    {
        for (var j = noun; j >= 0 && noun - j < 4; j--)
        {
            if (tags[j] == Tag.Verb)
                return lexicon[tokens[j].Lower].Verbs.Exists(v => v.Clause == Effect.Say && v.Fixed.Length == 0);
            if (tags[j] is not (Tag.Noun or Tag.Determiner or Tag.Adjective or Tag.PossessivePronoun or Tag.PossessiveMark))
                return false;
        }

        return false;
    }

    // "The family that controls Cox vetoed ...": the relative clause has its verb, the main clause none yet.
    private bool MainVerbIsDue(IReadOnlyList<Token> tokens, Tag[] tags, int i)
    {
        var verbs = 0;
        var relative = false;
        for (var j = i - 1; j >= 0; j--)
        {
            if (tags[j] is Tag.Comma or Tag.Break or Tag.Subordinator or Tag.Complementizer or Tag.Conjunction)
                return relative && verbs == 0;
            if (tags[j] == Tag.Relative)
            {
                if (relative || verbs != 1)
                    return false;
                (relative, verbs) = (true, 0);
            }
            else if ((tags[j] == Tag.Verb && IsFinite(tokens, tags, j)) || (tags[j] is Tag.Modal or Tag.Be or Tag.Have or Tag.Do && !(j + 1 < i && tags[j + 1] == Tag.Verb)))
            {
                verbs++;
            }
        }

        return relative && verbs == 0;
    }

    private static bool InContentClause(Tag[] tags, int from)
    {
        for (var j = from; j >= 0 && from - j < 5; j--)
        {
            if (tags[j] == Tag.Complementizer)
                return true;
            if (tags[j] is Tag.Verb or Tag.Comma or Tag.Break or Tag.Preposition)
                return false;
        }

        return false;
    }
}
