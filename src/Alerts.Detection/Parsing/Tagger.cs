using Alerts.Detection.Lexicon;
using Alerts.Detection.Text;

namespace Alerts.Detection.Parsing;

/// <summary>
/// Gives each token its part of speech. Forms that are nouns as often as verbs (bid, plans, drops) are
/// decided by their neighbours and by whether the clause already has its verb.
/// </summary>
internal sealed partial class Tagger(EnglishLexicon lexicon)
{
    private const VerbForm Finite = VerbForm.Base | VerbForm.Third | VerbForm.Past;

    /// <param name="tokens">The sentence.</param>
    /// <param name="nominal">Tokens known to be inside a noun phrase (a nominal topic mention); they are never verbs.</param>
    /// <param name="headline">Whether the sentence is a headline: "to" and bare participles stand for finite verbs.</param>
    public Tag[] TagAll(IReadOnlyList<Token> tokens, IReadOnlyList<bool> nominal, bool headline)
    {
        var tags = new Tag[tokens.Count];
        var hasFinite = false;
        var asideEnds = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (i > 0 && tags[i - 1] is Tag.Have or Tag.Modal or Tag.Be or Tag.Negation && TimeAside(tokens, i) is > 0 and var ends)
                asideEnds = ends;
            if (i > 0 && i + 1 < tokens.Count && tags[i - 1] is Tag.Have or Tag.Modal or Tag.Be && tokens[i].Lower is "itself" or "himself" or "herself" or "themselves")
                asideEnds = i + 1; // "had itself proposed"
            var tag = i < asideEnds ? Tag.Adverb : TagOne(tokens, tags, nominal, i, hasFinite, headline);
            tags[i] = tag;
            switch (tag)
            {
                case Tag.Verb when IsFinite(tokens, tags, i):
                case Tag.Modal or Tag.Be or Tag.Have or Tag.Do:
                    hasFinite = true;
                    break;
                case Tag.Comma when !ListComma(tokens, i):
                case Tag.Break or Tag.Subordinator or Tag.Complementizer or Tag.Relative or Tag.Quote:
                    hasFinite = false;
                    break;
                case Tag.Conjunction when !NounFollowsConjunction(tokens, i):
                    hasFinite = false;
                    break;
                default:
                    break;
            }
        }

        return tags;
    }

    // "had until then insisted", "has in recent weeks softened": a time between an auxiliary and its verb; past its last token, or 0.
    private int TimeAside(IReadOnlyList<Token> tokens, int i)
    {
        // "had a week earlier dropped"
        if (tokens[i].Lower is "a" or "two" or "three" or "days" or "weeks" or "months" or "years" && i + 2 < tokens.Count)
        {
            var t = tokens[i].Lower is "a" or "two" or "three" ? i + 1 : i;
            return lexicon[tokens[t].Lower].Has(WordClass.TimeNoun) && t + 2 < tokens.Count && tokens[t + 1].Lower is "earlier" or "before" or "later" or "ago" && (lexicon[tokens[t + 2].Lower].Forms & VerbForm.Participle) != 0 ? t + 2 : 0;
        }

        if (!lexicon[tokens[i].Lower].Has(WordClass.Preposition) || tokens[i].Is("to"))
            return 0;
        var j = i + 1;
        while (j < tokens.Count && j < i + 5 && tokens[j].Kind is TokenKind.Word or TokenKind.Number
            && (tokens[j].Kind == TokenKind.Number || lexicon[tokens[j].Lower].Has(WordClass.TimeNoun | WordClass.Day | WordClass.Month)
                || tokens[j].Lower is "then" or "now" or "recently" or "first" or "last" or "late" or "recent" or "past" or "many" or "several" or "some" or "the" or "two" or "three" or "principle" or "theory" or "effect" or "fact" or "public" or "private" or "part" or "turn" or "short" or "far" or "least" or "long" or "this" or "once"))
        {
            j++;
        }

        return j > i + 1 && j < tokens.Count && tokens[j].Kind == TokenKind.Word && (lexicon[tokens[j].Lower].Forms & (VerbForm.Participle | VerbForm.Base | VerbForm.Ing)) != 0
            && !tokens[j].Capital && tokens[j - 1].Lower is not ("the" or "some" or "many" or "several" or "this" or "recent" or "past" or "two" or "three") ? j : 0;
    }

    private Tag TagOne(IReadOnlyList<Token> tokens, Tag[] tags, IReadOnlyList<bool> nominal, int i, bool hasFinite, bool headline)
    {
        var token = tokens[i];
        switch (token.Kind)
        {
            case TokenKind.Number: return Tag.Number;
            case TokenKind.Comma: return Tag.Comma;
            case TokenKind.Break: return Tag.Break;
            case TokenKind.Quote: return Tag.Quote;
            case TokenKind.Stop: return Tag.Stop;
            default: break;
        }

        var word = token.Lower;
        var info = Known(token);
        if (word == "'s")
            return i > 0 && tags[i - 1] == Tag.Pronoun ? Tag.Be : Tag.PossessiveMark;
        if (token.AllCaps && word is "us" or "it" or "who")
            return Tag.Noun;
        if (word is "'ll" or "'d")
            return Tag.Modal;
        if (nominal[i])
            return info.Has(WordClass.Preposition) && !(word is "forward" or "back" or "outside" or "inside" && (i == 0 || !nominal[i - 1])) ? Tag.Preposition : info.Has(WordClass.Determiner | WordClass.Possessive) ? i > 0 && nominal[i - 1] && tags[i - 1] == Tag.Noun ? Tag.Adjective : Tag.Determiner : Tag.Noun;
        if (word == "to")
            return IsInfinitive(tokens, tags, nominal, i) ? Tag.To : Tag.Preposition;
        if (word == "that")
            return That(tokens, tags, i);
        if (word is "which" or "who" or "whom")
            return Tag.Relative;
        if (word == "whose")
            return Tag.Relative;
        if (word == "whether")
            return Tag.Complementizer;
        if (word == "no" && NextIs(tokens, i, "longer"))
            return Tag.Negation;
        if (info.Has(WordClass.Negation) && word is not "neither" and not "nor")
            return Tag.Negation;
        if (info.Has(WordClass.Modal))
            return word is "may" && token.Capital && i > 0 && PrevIs(tags, i, Tag.Preposition) ? Tag.Noun : word == "will" && PrevIs(tags, i, Tag.Determiner) ? Tag.Noun : Tag.Modal;
        if (info.Has(WordClass.Be))
            return Tag.Be;
        if (info.Has(WordClass.Have))
            return Tag.Have;
        if (info.Has(WordClass.Do))
            return Tag.Do;
        if (word == "go" && i > 0 && lexicon[tokens[i - 1].Lower].Lemma == "let")
            return Tag.Adverb;
        if ((word == "after" && NextIs(tokens, i, "all") && (i > 0 && tags[i - 1] is Tag.Modal or Tag.Negation or Tag.Be or Tag.Have || !(i + 2 < tokens.Count && (tokens[i + 2].Capital || lexicon[tokens[i + 2].Lower].Has(WordClass.Determiner | WordClass.Nounable))))) || (word == "all" && PrevIs(tags, i, Tag.Adverb) && tokens[i - 1].Is("after")))
            return Tag.Adverb;
        if (word == "as" && i > 0 && tags[i - 1] is Tag.Be or Tag.Verb && i + 1 < tokens.Count && (lexicon[tokens[i + 1].Lower].Adjectives.Count > 0 || tokens[i + 1].Is("much")) && (tags[i - 1] == Tag.Be || lexicon[tokens[i - 1].Lower].Lemma is "remain" or "stay"))
            return Tag.Adverb;
        if (word == "first" && PrevIs(tags, i, Tag.Preposition) && i + 1 < tokens.Count && (lexicon[tokens[i + 1].Lower].Forms & VerbForm.Ing) != 0)
            return Tag.Adverb;
        if (word == "first" && PrevIs(tags, i, Tag.Relative) && i + 1 < tokens.Count && (lexicon[tokens[i + 1].Lower].Forms & VerbForm.Past) != 0)
            return Tag.Adverb;
        if (word is "outside" or "inside" && (PrevIs(tags, i, Tag.Preposition) || PrevIs(tags, i, Tag.Determiner)) && NextIsNominal(tokens, i) && i + 1 < tokens.Count && !tokens[i + 1].Capital)
            return Tag.Adjective;
        if (word == "should" && i > 0 && i + 1 < tokens.Count && tags[i - 1] == Tag.Noun && lexicon[tokens[i + 1].Lower].Has(WordClass.Determiner | WordClass.Possessive))
            return Tag.Subordinator;
        if ((word == "since" && PrevIs(tags, i, Tag.Have)) || (word == "more" && PrevIs(tags, i, Tag.Adverb) && tokens[i - 1].Is("once")))
            return Tag.Adverb;
        if (word == "round" && PrevIs(tags, i, Tag.Verb) && lexicon[tokens[i - 1].Lower].Lemma is "come" or "bring" or "win" or "swing" or "turn" or "talk")
            return Tag.Preposition;
        if (word is "u-turn" or "about-turn" or "about-face" or "backflip" or "somersault" && i > 0 && (tags[i - 1] == Tag.Verb || (lexicon[tokens[i - 1].Lower].Lemma is "do" or "have" or "make" or "perform")))
            return Tag.Noun;
        if (word is "long" && i > 0 && tags[i - 1] is Tag.PossessiveMark or Tag.PossessivePronoun or Tag.Determiner && NextIsNominal(tokens, i))
            return Tag.Adjective;
        if (word == "one" && i + 1 < tokens.Count && tokens[i + 1] is { Kind: TokenKind.Word, Capital: false } && NextIsNominal(tokens, i) && lexicon[tokens[i + 1].Lower] is var counted && counted.Forms is VerbForm.None or VerbForm.Base && (counted.Forms == VerbForm.None || counted.Has(WordClass.Nounable))
            && !counted.Has(WordClass.Adverb | WordClass.Subordinator | WordClass.Pronoun | WordClass.Negation) && tokens[i + 1].Lower is not ("that" or "who" or "which" or "day" or "more" or "worth") && !(i > 0 && tags[i - 1] is Tag.Adjective or Tag.Determiner))
        {
            return Tag.Determiner;
        }

        // "could one day drop", "could some day tolerate"
        if ((word is "one" or "some" && NextIs(tokens, i, "day") && PrevIs(tags, i, Tag.Modal)) || (word == "day" && i > 0 && tokens[i - 1].Lower is "one" or "some" && PrevIs(tags, i, Tag.Adverb)))
            return Tag.Adverb;
        if (word is "provided" or "providing" && i > 0 && (tags[i - 1] == Tag.Comma || (word == "provided" && tags[i - 1] == Tag.Noun && FollowedByDeterminer(tokens, i) && ClauseAhead(tokens, i))) && i + 1 < tokens.Count && !lexicon[tokens[i + 1].Lower].Has(WordClass.Preposition) && SubordinatorHere(tokens, tags, i))
            return Tag.Subordinator;
        if (word == "far" && NextIs(tokens, i, "from") && (i == 0 || tags[i - 1] is Tag.Comma or Tag.Break or Tag.Quote))
            return Tag.Adverb;
        if (word is "late" or "early" && i == 0 && i + 1 < tokens.Count && tokens[i + 1].Lower is "on" or "in" or "last" or "this")
            return Tag.Adverb;
        if (word == "march" && token.Capital)
            return Tag.Noun;
        if (info == WordInfo.Unknown && !token.Capital && i > 0 && (tags[i - 1] is Tag.To or Tag.Modal || (tokens[i - 1].Is("longer") && i > 1 && tags[i - 2] == Tag.Negation) || (tags[i - 1] == Tag.Negation && i > 1 && tags[i - 2] is Tag.Modal or Tag.Do)))
            info = UnknownBase;
        if (info.Forms == VerbForm.None && PrevIs(tags, i, Tag.Relative) && !token.Capital && word.EndsWith('s') && info.Class == WordClass.None && FollowedByObject(tokens, i))
            return Tag.Verb; // "which borders Germany": no list has the verb
        if (info.Forms != VerbForm.None && IsVerb(tokens, tags, info, i, hasFinite, headline))
            return Tag.Verb;
        if (info.Has(WordClass.Possessive))
            return word == "her" && !NextIsNominal(tokens, i) ? Tag.Pronoun : Tag.PossessivePronoun;
        if (info.Has(WordClass.Subordinator) && SubordinatorHere(tokens, tags, i))
            return Tag.Subordinator;
        if (info.Has(WordClass.Determiner) && token.Capital && PrevIs(tags, i, Tag.Preposition) && word.Length > 2 && word is not ("the" or "this" or "these" or "those" or "some" or "any" or "all" or "both" or "each" or "every" or "such"))
            return Tag.Noun;
        if (info.Has(WordClass.Determiner) || word is "no")
            return word is "all" or "both" && i + 1 < tokens.Count && tokens[i + 1].Is("of") ? Tag.Pronoun : Tag.Determiner;
        if (info.Has(WordClass.Pronoun))
            return Tag.Pronoun;
        if (info.Has(WordClass.Conjunction))
            return Tag.Conjunction;
        if (info.Has(WordClass.Preposition))
            return Tag.Preposition;
        if (info.Has(WordClass.Subordinator))
            return word == "once" ? Tag.Adverb : Tag.Preposition;
        if (info.Has(WordClass.Adverb) || (word.Length > 4 && word.EndsWith("ly", StringComparison.Ordinal) && info.Forms == VerbForm.None && !token.Capital && word is not ("supply" or "family" or "ally" or "assembly" or "early" or "reply" or "monopoly" or "likely" or "july")))
            return Tag.Adverb;
        return info.Has(WordClass.Adjective) ? Tag.Adjective : Tag.Noun;
    }

    private static readonly WordInfo UnknownPast = new() { Forms = VerbForm.Past | VerbForm.Participle };
    private static readonly WordInfo UnknownBase = new() { Forms = VerbForm.Base };

    // A word that no list has: -ed makes it a past form.
    private WordInfo Known(Token token)
    {
        var info = lexicon[token.Lower];
        var word = token.Lower;
        return info == WordInfo.Unknown && !token.Capital && word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && !word.EndsWith("eed", StringComparison.Ordinal) && !word.Contains('-', StringComparison.Ordinal) && word is not ("hundred" or "sacred" or "naked" or "wicked" or "biped")
            ? UnknownPast
            : info;
    }

    private bool FollowedByDeterminer(IReadOnlyList<Token> tokens, int i) => i + 1 < tokens.Count && (tokens[i + 1].Capital || lexicon[tokens[i + 1].Lower].Has(WordClass.Determiner | WordClass.Possessive));

    private bool CausativeBefore(IReadOnlyList<Token> tokens, Tag[] tags, int from)
    {
        for (var j = from; j >= 0 && from - j < 6; j--)
        {
            if (tags[j] is Tag.Comma or Tag.Break)
                return false;
            if (tags[j] == Tag.Verb)
                return lexicon[tokens[j].Lower].Lemma is "let" or "make" or "see" or "watch" or "help" or "have";
        }

        return false;
    }

    // A later word of the same clause that can only be a finite verb: then this one is a noun ("talks with Turkey stalled").
    private bool VerbAhead(IReadOnlyList<Token> tokens, int i)
    {
        for (var j = i + 1; j < tokens.Count && j < i + 12; j++)
        {
            var kind = tokens[j].Kind;
            if (kind is TokenKind.Comma or TokenKind.Break or TokenKind.Stop)
                return false;
            var info = lexicon[tokens[j].Lower];
            if (info.Has(WordClass.Pronoun))
                return false;
            if (info.Has(WordClass.Negation) || (tokens[j].Is("no") && NextIs(tokens, j, "longer")))
                return true;
            if (info.Has(WordClass.Subordinator) || tokens[j].Lower is "that" or "which" or "who" || info.Has(WordClass.Conjunction))
                return false;
            if (info.Has(WordClass.Modal) || info.Has(WordClass.Be) || info.Has(WordClass.Have) || info.Has(WordClass.Do))
                return !(j > 0 && tokens[j - 1].Lower == "to");
            if (tokens[j].Lower == "to")
            {
                j++;
                continue;
            }

            if ((info.Forms & (VerbForm.Third | VerbForm.Past)) != 0 && !info.Has(WordClass.Nounable) && !tokens[j].Capital && (j > i + 1 || NextIs(tokens, j, "to") || FollowedByDeterminer(tokens, j))
                && !NextIs(tokens, j, "by") && !IsCompoundModifier(tokens, j) && !lexicon[tokens[j - 1].Lower].Has(WordClass.Determiner) && !lexicon[tokens[j - 1].Lower].Has(WordClass.Possessive))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPlural(IReadOnlyList<Token> tokens, Tag[] tags, int i)
    {
        var word = tokens[i].Lower;
        if (tags[i] == Tag.Pronoun)
            return word is "they" or "we" or "you" or "i" or "who";
        // "Dutch halt funding", "Swiss back pact": the people, in a headline.
        if (tokens[i].Capital && (word.EndsWith("ese", StringComparison.Ordinal) || word is "dutch" or "french" or "british" or "irish" or "swiss" or "danish" or "swedish" or "finnish" or "spanish" or "polish" or "turkish" or "scottish" or "welsh"))
            return true;
        if (word is "police" or "people" or "media" or "women" or "men")
            return true;
        for (var j = i - 1; j > 0 && i - j <= 3; j--)
        {
            if ((tags[j] == Tag.Conjunction && tokens[j].Is("and")) || (j == i - 1 && tags[j] == Tag.Comma && tokens[i].Capital && tokens[j - 1].Capital && j == 1))
                return true;
        }

        return word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && !word.EndsWith("us", StringComparison.Ordinal) && !word.EndsWith("is", StringComparison.Ordinal);
    }

    // "hunters in Hesse": what the phrases behind it belong to.
    private static bool IsPluralPhrase(IReadOnlyList<Token> tokens, Tag[] tags, int noun)
    {
        var j = noun;
        while (j > 0)
        {
            while (j > 0 && tags[j - 1] is Tag.Noun or Tag.Adjective or Tag.Determiner or Tag.PossessivePronoun or Tag.PossessiveMark or Tag.Number)
                j--;
            if (j < 2 || tags[j - 1] != Tag.Preposition || tags[j - 2] != Tag.Noun)
                break;
            j -= 2;
            noun = j;
        }

        return IsPlural(tokens, tags, noun);
    }

    // Athens, Brussels, Hamas: an s that is no plural.
    private bool IsNameLike(IReadOnlyList<Token> tokens, int i) => tokens[i].Capital && lexicon[tokens[i].Lower] == WordInfo.Unknown;

    private bool LooksLikeClauseEnd(IReadOnlyList<Token> tokens, int i)
    {
        if (i + 1 >= tokens.Count)
            return true;
        var next = tokens[i + 1];
        return next.Kind is TokenKind.Stop or TokenKind.Comma or TokenKind.Break || lexicon[next.Lower].Has(WordClass.Subordinator) || lexicon[next.Lower].Has(WordClass.Adverb);
    }

    /// <summary>Whether what follows begins a noun phrase, a preposition, an infinitive or a that-clause.</summary>
    private bool FollowedByObject(IReadOnlyList<Token> tokens, int i)
    {
        var j = i + 1;
        while (j < tokens.Count && (lexicon[tokens[j].Lower].Has(WordClass.Adverb) || tokens[j].Kind == TokenKind.Quote))
            j++;
        if (j >= tokens.Count)
            return false;
        var token = tokens[j];
        if (token.Kind == TokenKind.Number || token.Capital)
            return true;
        if (token.Kind != TokenKind.Word)
            return false;
        var info = lexicon[token.Lower];
        if (info.Has(WordClass.Be) || info.Has(WordClass.Have) || info.Has(WordClass.Modal) || info.Has(WordClass.Do) || info.Has(WordClass.Conjunction) || token.Lower is "'s" or "of")
            return false;
        return info.Has(WordClass.Determiner | WordClass.Possessive | WordClass.Pronoun | WordClass.Preposition | WordClass.Adjective | WordClass.Particle)
            || token.Lower is "that" or "to" or "not" || info.Forms == VerbForm.None || (info.Forms & VerbForm.Ing) != 0 || (info.Forms & VerbForm.Participle) != 0 || info.Has(WordClass.Nounable);
    }

    // "leaked plan", "proposed cuts": a participle between a determiner or verb and a noun.
    private bool IsCompoundModifier(IReadOnlyList<Token> tokens, int i)
    {
        if (i + 1 >= tokens.Count)
            return false;
        var next = tokens[i + 1];
        var info = lexicon[next.Lower];
        if (next.Kind != TokenKind.Word || info.Has(WordClass.Determiner | WordClass.Possessive | WordClass.Pronoun | WordClass.Preposition | WordClass.Subordinator | WordClass.Conjunction | WordClass.Adverb | WordClass.Be | WordClass.Have | WordClass.Modal) || next.Lower is "that" or "to")
            return false;
        var ing = (lexicon[tokens[i].Lower].Forms & VerbForm.Ing) != 0;

        // "dropping sanctions" is a gerund with its object; "meeting room" cannot be told and is rare.
        return !ing && !next.Capital;
    }

    private bool IsInfinitive(IReadOnlyList<Token> tokens, Tag[] tags, IReadOnlyList<bool> nominal, int i)
    {
        var j = i + 1;
        while (j < tokens.Count && (lexicon[tokens[j].Lower].Has(WordClass.Adverb) || lexicon[tokens[j].Lower].Has(WordClass.Negation) || (tokens[j].Lower.EndsWith("ly", StringComparison.Ordinal) && lexicon[tokens[j].Lower].Forms == VerbForm.None)))
            j++;
        if (j >= tokens.Count || tokens[j].Kind != TokenKind.Word || nominal[j])
            return false;
        var info = lexicon[tokens[j].Lower];
        if (info.Has(WordClass.Be) || info.Has(WordClass.Have) || info.Has(WordClass.Do))
            return tokens[j].Lower is "be" or "have" or "do";
        if (info == WordInfo.Unknown && !tokens[j].Capital && FollowedByDeterminer(tokens, j))
            return true;
        if ((info.Forms & VerbForm.Base) == 0 || (tokens[j].Capital && !tokens[i].Capital))
            return false;
        if (!info.Has(WordClass.Nounable))
            return true;

        // "switched from neutrality to outright support for X"
        for (var k = i - 1; k > 0 && i - k < 5 && tags[k] is not (Tag.Verb or Tag.Comma or Tag.Break); k--)
        {
            if (tokens[k].Is("from"))
                return FollowedByDeterminer(tokens, j);
        }

        // "return to work", "agreed to compromise": where a preposition is wanted, a bare noun may follow it.
        var before = i > 0 ? lexicon[tokens[i - 1].Lower] : WordInfo.Unknown;
        var wantsPreposition = before.Adjectives.Exists(a => a.Prepositions.Contains("to") && a.Object is Effect.Con or Effect.Pro) || before.Nouns.Exists(n => n.Prepositions.Contains("to") && n.Object is Effect.Con or Effect.Drop);
        if (i > 1 && lexicon[tokens[i - 2].Lower].Verbs.Exists(v => v.Fixed.Length == 1 && v.Fixed[0] == tokens[i - 1].Lower && v.Prepositions.Contains("to")))
            return FollowedByDeterminer(tokens, j);
        return !wantsPreposition || FollowedByObject(tokens, j);
    }

    private Tag That(IReadOnlyList<Token> tokens, Tag[] tags, int i)
    {
        var prev = PrevIndex(tags, i);
        if (i + 1 >= tokens.Count)
            return Tag.Pronoun;
        if (prev >= 0 && tags[prev] is Tag.Noun && lexicon[tokens[prev].Lower].Adjectives.Count > 0 && !tokens[prev].Capital)
            return Tag.Complementizer;
        var be = prev > 1 && tags[prev - 1] == Tag.Negation ? prev - 2 : prev - 1;
        if (be > 0 && tags[be] == Tag.Be && tokens[be - 1].Is("it") && !tokens[prev].Capital) // "it is false that"
            return Tag.Complementizer;
        if (prev >= 0 && tags[prev] is Tag.Noun)
        {
            // "reports that", "told reporters that" take a clause; any other noun a relative.
            var info = lexicon[tokens[prev].Lower];
            if (TakesClause(info) || TellsOf(tokens[prev].Lower) || GovernedByTell(tokens, tags, prev) || ReportBefore(tokens, tags, prev))
                return Tag.Complementizer;
            return Tag.Relative;
        }

        if (prev >= 0 && tags[prev] is Tag.Verb or Tag.Adjective or Tag.Be or Tag.Comma or Tag.Conjunction or Tag.Number or Tag.Quote)
            return Tag.Complementizer;
        if (prev >= 0 && tags[prev] == Tag.Pronoun)
            return Tag.Complementizer;
        return prev >= 0 && tags[prev] == Tag.Preposition ? Tag.Pronoun : Tag.Determiner;
    }

    // "a report in a Tokyo daily that ..."
    private bool ReportBefore(IReadOnlyList<Token> tokens, Tag[] tags, int from)
    {
        for (var j = from - 1; j >= 0 && from - j < 7; j--)
        {
            if (tags[j] is Tag.Verb or Tag.Comma or Tag.Break)
                return false;
            if (tags[j] == Tag.Noun && lexicon[tokens[j].Lower].Nouns.Exists(n => n.Object == Effect.Hedge))
                return true;
        }

        return false;
    }

    private static bool TakesClause(WordInfo info) => info.Nouns.Exists(n => n.Object is Effect.Hedge) || info.Verbs.Exists(v => v.Clause is Effect.Say or Effect.Insist or Effect.Deny or Effect.Concede) || info.Lemma is "fear" or "hope" or "doubt" or "demand" or "report" or "claim" or "fact";

    // "The news that", "an announcement that": the words have no verb of their own.
    private static bool TellsOf(string word) => word is "news" or "announcement" or "revelation" or "confirmation" or "admission" or "disclosure" or "word" or "statement" or "rumour" or "rumor" or "rumours" or "rumors";

    private bool GovernedByTell(IReadOnlyList<Token> tokens, Tag[] tags, int noun)
    {
        for (var j = noun; j >= 0 && noun - j < 7; j--)
        {
            if (tags[j] == Tag.Verb)
                return (lexicon[tokens[noun].Lower].Has(WordClass.Day | WordClass.Month | WordClass.TimeNoun) && lexicon[tokens[j].Lower].Verbs.Exists(v => v.Clause is Effect.Say or Effect.Insist or Effect.Concede or Effect.Deny)) || lexicon[tokens[j].Lower].Lemma is "emerge" or "transpire" or "tell" or "inform" or "warn" or "remind" or "assure" or "convince" or "persuade" or "notify" or "reassure" or "say" or "announce";
            if (tags[j] is Tag.Comma or Tag.Break)
                return false;
        }

        return false;
    }

    private bool SubordinatorHere(IReadOnlyList<Token> tokens, Tag[] tags, int i)
    {
        var word = tokens[i].Lower;
        if (word is "where" or "whatever" or "whichever" or "whoever" or "if" or "unless" or "because" or "although" or "though" or "whereas" or "while" or "when" or "whenever" or "whilst" or "whether" or "lest")
            return true;
        if (word is "provided" or "providing" or "assuming" or "given")
            return i + 1 < tokens.Count && (tokens[i + 1].Is("that") || i > 0 && tags[i - 1] is Tag.Comma or Tag.Noun) && !FollowsAuxiliary(tags, i);
        if (word == "once" && i > 0 && tags[i - 1] == Tag.Noun && i + 1 < tokens.Count && tokens[i + 1].Lower is not ("a" or "an"))
            return ClauseAhead(tokens, i);
        if (word == "once")
            return !FollowsAuxiliary(tags, i) && i + 1 < tokens.Count && ClauseAhead(tokens, i) && !(i > 0 && tags[i - 1] is Tag.Noun or Tag.Pronoun or Tag.Relative);

        // "in place since July might end"
        if (word is "until" or "since" or "till" or "before" or "after" && i + 1 < tokens.Count && (tokens[i + 1].Kind == TokenKind.Number || lexicon[tokens[i + 1].Lower].Has(WordClass.Month | WordClass.Day)) && !(i + 2 < tokens.Count && tokens[i + 2].Lower is "'s"))
            return false;

        // "Until last week Latvia was ...": the time is a phrase, not a clause.
        if (word is "until" or "since" or "till" && i + 2 < tokens.Count && tokens[i + 1].Lower is "last" or "this" or "now" or "recently" or "yesterday")
            return false;

        if (word == "as" && i > 1 && tokens[i - 1].Lower is "long" or "soon" && tokens[i - 2].Lower is "as" or "so")
            return true;

        // after, before, until, since, as: a clause if a verb comes before the next mark, else a preposition.
        return ClauseAhead(tokens, i);
    }

    private static bool FollowsAuxiliary(Tag[] tags, int i) => i > 0 && tags[i - 1] is Tag.Have or Tag.Be or Tag.Modal;

    private bool ClauseAhead(IReadOnlyList<Token> tokens, int i)
    {
        var nouns = 0;
        for (var j = i + 1; j < tokens.Count && j < i + 14; j++)
        {
            var token = tokens[j];
            if (token.Kind is TokenKind.Comma or TokenKind.Break or TokenKind.Stop)
                return false;
            var info = lexicon[token.Lower];
            if (info.Has(WordClass.Modal) || info.Has(WordClass.Be) || info.Has(WordClass.Have) || info.Has(WordClass.Do))
                return nouns > 0 || info.Has(WordClass.Have | WordClass.Be);
            if (token.Lower is "that" or "which" or "who" or "if" || info.Has(WordClass.Conjunction))
                return false;
            if (nouns > 0 && !token.Capital && (info.Forms & (VerbForm.Past | VerbForm.Third)) != 0 && (!info.Has(WordClass.Nounable) || (info.Forms & VerbForm.Past) != 0)
                && !lexicon[tokens[j - 1].Lower].Has(WordClass.Determiner | WordClass.Preposition | WordClass.Possessive | WordClass.Adjective) && tokens[j - 1].Lower != "'s")
            {
                return true;
            }

            if (info.Has(WordClass.Pronoun) || (!info.Has(WordClass.Determiner | WordClass.Preposition | WordClass.Adverb | WordClass.Adjective | WordClass.Possessive)))
                nouns++;
        }

        return false;
    }

    private bool NextIsNominal(IReadOnlyList<Token> tokens, int i)
    {
        if (i + 1 >= tokens.Count || tokens[i + 1].Kind != TokenKind.Word)
            return false;
        var info = lexicon[tokens[i + 1].Lower];
        return !info.Has(WordClass.Preposition | WordClass.Determiner | WordClass.Modal | WordClass.Be | WordClass.Have | WordClass.Conjunction) && tokens[i + 1].Lower != "to";
    }

    private static bool NextIs(IReadOnlyList<Token> tokens, int i, string word) => i + 1 < tokens.Count && tokens[i + 1].Is(word);

    private static bool PrevIs(Tag[] tags, int i, Tag tag) => i > 0 && tags[i - 1] == tag;

    // The last token that is no adverb.
    private static int PrevIndex(Tag[] tags, int i)
    {
        var j = i - 1;
        while (j >= 0 && tags[j] == Tag.Adverb)
            j--;

        // "will not, after all, sell": what stands between the commas is passed over.
        if (j > 0 && tags[j] == Tag.Comma)
        {
            var k = j - 1;
            while (k > 0 && tags[k] == Tag.Adverb)
                k--;
            if (k < j - 1 && k > 0 && tags[k] == Tag.Comma && tags[k - 1] is Tag.Modal or Tag.Negation or Tag.Have or Tag.Be or Tag.Do or Tag.To)
                return k - 1;
        }

        return j;
    }

    private bool IsFinite(IReadOnlyList<Token> tokens, Tag[] tags, int i)
    {
        var prev = PrevIndex(tags, i);
        if (prev >= 0 && tags[prev] is Tag.To or Tag.Preposition)
            return false;
        return (lexicon[tokens[i].Lower].Forms & VerbForm.Ing) == 0;
    }

    private bool ListComma(IReadOnlyList<Token> tokens, int i) => i > 0 && i + 1 < tokens.Count && tokens[i - 1].Capital && tokens[i + 1].Capital && lexicon[tokens[i + 1].Lower].Forms == VerbForm.None;

    private bool NounFollowsConjunction(IReadOnlyList<Token> tokens, int i) => i + 1 < tokens.Count && (tokens[i + 1].Capital || lexicon[tokens[i + 1].Lower].Forms == VerbForm.None);
}
