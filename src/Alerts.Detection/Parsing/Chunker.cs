using Alerts.Detection.Lexicon;
using Alerts.Detection.Text;

namespace Alerts.Detection.Parsing;

/// <summary>Groups tagged tokens into noun phrases, verb groups and connecting words.</summary>
internal sealed class Chunker(EnglishLexicon lexicon)
{
    public List<Chunk> Chunk(IReadOnlyList<Token> tokens, Tag[] tags)
    {
        var chunks = new List<Chunk>();
        var i = 0;
        while (i < tokens.Count)
        {
            var chunk = tags[i] switch
            {
                Tag.Noun or Tag.Number or Tag.Determiner or Tag.PossessivePronoun or Tag.PossessiveMark => NounPhrase(tokens, tags, i),
                Tag.Adjective => NounPhrase(tokens, tags, i),
                Tag.Pronoun => new Chunk(ChunkKind.Noun, i, i + 1),
                Tag.Modal or Tag.Be or Tag.Have or Tag.Do or Tag.Verb or Tag.To => VerbGroup(tokens, tags, i),
                Tag.Negation or Tag.Adverb => NegationOrAdverb(tokens, tags, i),
                Tag.Preposition => new Chunk(ChunkKind.Preposition, i, i + 1),
                Tag.Conjunction => new Chunk(ChunkKind.Conjunction, i, i + 1),
                Tag.Subordinator => new Chunk(ChunkKind.Subordinator, i, i + 1),
                Tag.Complementizer => new Chunk(ChunkKind.Complementizer, i, i + 1),
                Tag.Relative => new Chunk(ChunkKind.Relative, i, i + 1),
                Tag.Comma => new Chunk(ChunkKind.Comma, i, i + 1),
                Tag.Break => new Chunk(ChunkKind.Break, i, i + 1),
                Tag.Quote => new Chunk(ChunkKind.Quote, i, i + 1),
                _ => new Chunk(ChunkKind.Stop, i, i + 1),
            };
            chunk.Index = chunks.Count;
            chunks.Add(chunk);
            i = chunk.End;
        }

        return chunks;
    }

    private Chunk NounPhrase(IReadOnlyList<Token> tokens, Tag[] tags, int start)
    {
        var i = start;
        var head = start;
        var sawHead = false;
        while (i < tags.Length)
        {
            switch (tags[i])
            {
                case Tag.Noun or Tag.Number:
                    head = i;
                    sawHead = true;
                    i++;
                    if (EndsTime(tokens, tags, start, i))
                        break;
                    continue;
                case Tag.PossessiveMark:
                    i++;
                    continue;
                case Tag.Adjective when sawHead && BeginsTime(tokens, tags, i):
                    break;
                case Tag.Adjective:
                    if (!sawHead)
                        head = i;
                    i++;
                    continue;
                case Tag.Determiner or Tag.PossessivePronoun when i == start || tags[i - 1] is Tag.Determiner or Tag.PossessivePronoun:
                    i++;
                    continue;
                case Tag.Adverb when !sawHead && i + 1 < tags.Length && tags[i + 1] is Tag.Adjective or Tag.Noun && i > start:
                    i++;
                    continue;
                default:
                    break;
            }

            break;
        }

        return new Chunk(ChunkKind.Noun, start, Math.Max(i, start + 1)) { Head = head };
    }

    // "the border-free zone | next month", "the council | late on Saturday"
    private bool BeginsTime(IReadOnlyList<Token> tokens, Tag[] tags, int i) =>
        tokens[i].Lower is "late" or "early" or "last" or "next" && i + 1 < tokens.Count
        && (tags[i + 1] == Tag.Preposition || lexicon[tokens[i + 1].Lower].Has(WordClass.TimeNoun | WordClass.Day | WordClass.Month));

    // "On Monday Kyiv ...", "In 2010 Ukraine ...": the time is a phrase of its own.
    private bool EndsTime(IReadOnlyList<Token> tokens, Tag[] tags, int start, int next)
    {
        if (next >= tokens.Count || tags[next] is Tag.PossessiveMark || start == 0 || tags[start - 1] != Tag.Preposition)
            return false;
        for (var t = start; t < next; t++)
        {
            var year = tags[t] == Tag.Number && tokens[t].Lower.Length == 4 && next - start == 1;
            if (!year && !lexicon[tokens[t].Lower].Has(WordClass.Day | WordClass.Month))
                return false;
        }

        return tokens[next].Capital && !lexicon[tokens[next].Lower].Has(WordClass.Day | WordClass.Month);
    }

    private Chunk NegationOrAdverb(IReadOnlyList<Token> tokens, Tag[] tags, int start)
    {
        // "not to drop", "never again dropped", "no longer backs": part of the verb group that follows.
        var j = start;
        while (j < tags.Length && tags[j] is Tag.Adverb or Tag.Negation)
            j++;
        if (tags[start] == Tag.Negation && j < tags.Length && tags[j] is Tag.To or Tag.Verb or Tag.Be or Tag.Have or Tag.Do or Tag.Modal)
            return VerbGroup(tokens, tags, start);
        return new Chunk(ChunkKind.Adverb, start, start + 1);
    }

    private Chunk VerbGroup(IReadOnlyList<Token> tokens, Tag[] tags, int start)
    {
        var shape = new VerbShape();
        var i = start;
        var main = -1;
        var lastAuxiliary = Tag.Noun;
        while (i < tokens.Count)
        {
            var word = tokens[i].Lower;
            switch (tags[i])
            {
                case Tag.Adverb:
                    if (!VerbFollows(tags, i) && word != "longer")
                        goto done;
                    i++;
                    continue;
                case Tag.Comma when main < 0 && i > start && AsideEnds(tags, i) is > 0 and var ends:
                    i = ends;
                    continue;
                case Tag.Negation:
                    if (main >= 0 && !shape.Copula)
                        goto done;
                    shape.Negation = i;
                    shape.NoLonger |= word == "no";
                    i++;
                    continue;
                case Tag.Modal when main < 0:
                    shape.Modal = word switch { "'ll" => "will", "'d" => "would", "shall" => "will", _ => word };
                    lastAuxiliary = Tag.Modal;
                    i++;
                    continue;
                case Tag.Do when main < 0:
                    lastAuxiliary = Tag.Do;
                    shape.Past |= word == "did";
                    shape.Gerund |= word == "doing" && i == start;
                    main = VerbFollows(tags, i) ? -1 : i;
                    i++;
                    continue;
                case Tag.Have when main < 0:
                    shape.Perfect = true;
                    shape.PastPerfect |= word == "had" || word == "'d";
                    lastAuxiliary = Tag.Have;
                    if (i + 1 < tags.Length && tags[i + 1] == Tag.To && i + 2 < tags.Length)
                    {
                        // has to drop
                        shape.Perfect = false;
                        shape.PastPerfect = false;
                        shape.Modal = "must";
                        i += 2;
                        continue;
                    }

                    if (!VerbFollows(tags, i))
                    {
                        main = i;
                        shape.Perfect = false;
                        shape.PastPerfect = false;
                        shape.Past |= word == "had";
                    }

                    shape.Gerund |= word == "having" && i == start;
                    i++;
                    continue;
                case Tag.Be when main < 0:
                    lastAuxiliary = Tag.Be;
                    shape.Past |= word is "was" or "were";
                    shape.Gerund |= word == "being" && i == start;
                    if (i + 1 < tags.Length && tags[i + 1] == Tag.To)
                    {
                        shape.Modal ??= "will";
                        lastAuxiliary = Tag.Modal;
                        i += 2;
                        continue;
                    }

                    if (!VerbFollows(tags, i))
                    {
                        shape.Copula = true;
                        main = i;
                    }

                    i++;
                    continue;
                case Tag.To when main < 0 && (i == start || tags[i - 1] is Tag.Negation or Tag.Adverb):
                    shape.Infinitive = true;
                    i++;
                    continue;
                case Tag.Verb when main < 0:
                    main = i;
                    Finish(shape, lexicon[word].Forms is VerbForm.None && word.EndsWith("ed", StringComparison.Ordinal) ? VerbForm.Past | VerbForm.Participle : lexicon[word].Forms, lastAuxiliary);
                    i++;
                    if (lexicon[word].Lemma is "need" or "ought" && i < tags.Length && tags[i] == Tag.To && VerbFollows(tags, i))
                    {
                        shape.Modal ??= "must";
                        main = -1;
                        i++;
                        continue;
                    }

                    if (lexicon[word].Lemma == "go" && shape.Progressive && i < tags.Length && tags[i] == Tag.To)
                    {
                        shape.Modal ??= "will";
                        shape.Progressive = false;
                        main = -1;
                        lastAuxiliary = Tag.Modal;
                        i++;
                        continue;
                    }

                    goto done;
                default:
                    goto done;
            }
        }

    done:
        if (main < 0)
        {
            main = Math.Max(start, i - 1);
            shape.Copula = lastAuxiliary == Tag.Be;
        }

        return new Chunk(ChunkKind.Verb, start, Math.Max(i, start + 1)) { Head = main, Shape = shape };
    }

    private static void Finish(VerbShape shape, VerbForm forms, Tag auxiliary)
    {
        switch (auxiliary)
        {
            case Tag.Be when (forms & VerbForm.Ing) != 0:
                shape.Progressive = true;
                break;
            case Tag.Be:
                shape.Passive = true;
                break;
            case Tag.Noun when !shape.Infinitive && (forms & VerbForm.Ing) != 0:
                shape.Gerund = true;
                break;
            case Tag.Noun when !shape.Infinitive:
                shape.Past = (forms & VerbForm.Past) != 0 && (forms & VerbForm.Base) == 0;
                shape.BareParticiple = (forms & VerbForm.Participle) != 0 && (forms & VerbForm.Base) == 0;
                break;
            default:
                break;
        }

    }

    // "will not, after all, sell": past the second comma; 0 where there is no such aside.
    private static int AsideEnds(Tag[] tags, int comma)
    {
        var i = comma + 1;
        while (i < tags.Length && tags[i] == Tag.Adverb)
            i++;
        return i > comma + 1 && i + 1 < tags.Length && tags[i] == Tag.Comma && tags[i + 1] == Tag.Verb ? i + 1 : 0;
    }

    private static bool VerbFollows(Tag[] tags, int i)
    {
        for (var j = i + 1; j < tags.Length && j < i + 6; j++)
        {
            switch (tags[j])
            {
                case Tag.Adverb or Tag.Negation: continue;
                case Tag.Comma when AsideEnds(tags, j) is > 0 and var ends:
                    j = ends - 1;
                    continue;
                case Tag.Verb or Tag.Be or Tag.Have or Tag.Do: return true;
                default: return false;
            }
        }

        return false;
    }
}
