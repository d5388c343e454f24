using System.Buffers;
using Alerts.Detection.Annotation;
using Alerts.Detection.Parsing;

namespace Alerts.Detection.Reading;

/// <summary>Where a topic was last named, for "the measure", "the ban" and "it" to point back to.</summary>
/// <param name="Mention">The naming.</param>
/// <param name="LastWord">Its last word in lower case, singular: "ban" of "ban on rice exports" is "export".</param>
/// <param name="FirstNoun">Its first word, singular: a name such as "ban on rice exports" is taken up by that.</param>
/// <param name="Sentence">Number of its sentence in the article.</param>
internal readonly record struct Antecedent(TopicMention Mention, string LastWord, string FirstNoun, int Sentence);

/// <summary>
/// Noun phrases that stand for a topic named before: a general noun ("the measure"), the name's own head again
/// ("the ban"), a pronoun as object ("it", "one"). The last topic named is meant, two sentences back at most.
/// </summary>
internal sealed class Anaphora
{
    private const int Reach = 2;

    // A move, a step or a decision is what someone did about the topic, not the topic.
    private static readonly HashSet<string> General = new(["measure", "plan", "proposal", "idea", "scheme", "project", "policy", "initiative", "reform", "legislation", "demand", "offer", "package", "treaty", "deal", "pact", "accord", "agreement", "law", "bill", "rule", "ban", "tax", "levy", "tariff", "cap", "target", "project", "merger", "takeover", "bid", "pipeline", "mission", "embargo", "restriction", "curb", "subsidy", "programme", "program"], StringComparer.Ordinal);

    private static readonly SearchValues<string> GeneralNouns = SearchValues.Create([.. General], StringComparison.Ordinal);

    private static readonly SearchValues<string> ObjectPronouns = SearchValues.Create([" it", " them"], StringComparison.Ordinal);

    private readonly List<Antecedent> before = [];
    private int sentence;

    /// <summary>Whether a sentence without a topic's name may take one up; cheap.</summary>
    public bool MayContinue(ReadOnlySpan<char> text)
    {
        var near = false;
        foreach (var antecedent in before)
        {
            if (sentence - antecedent.Sentence > Reach)
                continue;
            near = true;
            if (text.Contains(antecedent.LastWord, StringComparison.OrdinalIgnoreCase) || text.Contains(antecedent.FirstNoun, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return near && (text.ContainsAny(GeneralNouns) || (text.ContainsAny(ObjectPronouns) && OnlyJustBefore is not null));
    }

    /// <summary>The topics taken up in a sentence, in order; the mention's span is that of the noun phrase.</summary>
    public IEnumerable<(TopicMention Mention, bool Pronoun)> In(ParsedSentence parsed, IReadOnlyList<TopicMention> named)
    {
        foreach (var chunk in parsed.Chunks)
        {
            if (chunk.Kind != ChunkKind.Noun || chunk.End - chunk.Start > 3 || Overlaps(parsed, chunk, named))
                continue;
            var start = parsed.Tokens[chunk.Start].Start;
            var head = parsed.Tokens[chunk.Head].Lower;
            if (IsObjectPronoun(parsed, chunk))
            {
                if (Last(named, start, sameSentence: true) is { } near)
                    yield return (Pointing(near, parsed, chunk), true);
                else if (head is "it" or "them" && named.Count == 0 && OnlyJustBefore is { } before)
                    yield return (Pointing(before, parsed, chunk), true);
            }
            else if (IsDefinite(parsed, chunk) && !HasComplement(parsed, chunk))
            {
                var singular = Singular(head);
                if (General.Contains(singular) && parsed.Tokens[chunk.Start].Lower is "the" or "this" or "that" or "these" or "those" or "such" && Last(named, start, sameSentence: false) is { } last)
                    yield return (Pointing(last, parsed, chunk), false);
                else if (Repeated(parsed, named, singular, start) is { } same)
                    yield return (Pointing(same, parsed, chunk), false);
            }
        }
    }

    /// <summary>Takes the topics named in a sentence; to be called once a sentence, in order.</summary>
    public void Remember(string text, IReadOnlyList<TopicMention> named)
    {
        foreach (var mention in named)
        {
            before.RemoveAll(a => a.Mention.Topic == mention.Topic || sentence - a.Sentence > Reach);
            before.Add(Of(text, mention));
        }

        sentence++;
    }

    private Antecedent Of(string text, TopicMention mention)
    {
        var words = text[mention.Start..mention.End].ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && words[0] is "the" or "a" or "an" or "its" or "their")
            words = words[1..];
        return new Antecedent(mention, Singular(words[^1]), Singular(words[0]), sentence);
    }

    private TopicMention? Last(IReadOnlyList<TopicMention> named, int start, bool sameSentence)
    {
        for (var i = named.Count - 1; i >= 0; i--)
        {
            if (named[i].End <= start)
                return named[i];
        }

        return sameSentence || before.Count == 0 || sentence - before[^1].Sentence > Reach ? null : before[^1].Mention;
    }

    /// <summary>Whether one of the sentences just before named a topic.</summary>
    public bool IsNear => before.Count > 0 && sentence - before[^1].Sentence <= Reach;

    /// <summary>The one topic of the sentences just before; null where they named none or several.</summary>
    public TopicMention? OnlyBefore => before.Where(a => sentence - a.Sentence <= Reach).Select(a => a.Mention.Topic).Distinct().Count() == 1 ? before[^1].Mention : null;

    // The one topic of the sentence just before; null where it named none or several.
    private TopicMention? OnlyJustBefore => before.Count(a => sentence - a.Sentence == 1) == 1 ? before[^1].Mention : null;

    private TopicMention? Repeated(ParsedSentence parsed, IReadOnlyList<TopicMention> named, string head, int start)
    {
        for (var i = named.Count - 1; i >= 0; i--)
        {
            if (named[i].End <= start && Of(parsed.Text, named[i]) is var near && (near.LastWord == head || near.FirstNoun == head))
                return named[i];
        }

        var earlier = before.FindLast(a => sentence - a.Sentence <= Reach && (a.LastWord == head || a.FirstNoun == head));
        return earlier.LastWord is null ? null : earlier.Mention;
    }

    private static TopicMention Pointing(TopicMention to, ParsedSentence parsed, Chunk chunk) => to with { Start = parsed.Tokens[chunk.Start].Start, End = parsed.Tokens[chunk.End - 1].End };

    private static bool Overlaps(ParsedSentence parsed, Chunk chunk, IReadOnlyList<TopicMention> named)
    {
        foreach (var mention in named)
        {
            if (mention.Start < parsed.Tokens[chunk.End - 1].End && mention.End > parsed.Tokens[chunk.Start].Start)
                return true;
        }

        return false;
    }

    private static bool IsDefinite(ParsedSentence parsed, Chunk chunk) =>
        chunk.End - chunk.Start >= 2 && parsed.Tokens[chunk.Start].Lower is "the" or "this" or "that" or "these" or "those" or "such" or "its" or "their" or "his" or "her";

    // "no longer stand behind it", "will introduce one": what the verb takes, never what it is said of.
    private static bool IsObjectPronoun(ParsedSentence parsed, Chunk chunk) =>
        chunk.End - chunk.Start == 1 && parsed.Tokens[chunk.Start].Lower is "it" or "one" or "them" && !(chunk.Start > 0 && parsed.Tags[chunk.Start - 1] is Tag.Adjective or Tag.Noun or Tag.Determiner) && parsed.Clauses.Exists(c => c.Verb is not null && c.Complements.Exists(x => x.Noun == chunk && !x.BeforeVerb)) && !HasComplement(parsed, chunk);

    // "the plan to", "the measure on", "the idea that": it says itself what it is.
    private static bool HasComplement(ParsedSentence parsed, Chunk chunk)
    {
        if (chunk.Index + 1 >= parsed.Chunks.Count)
            return false;
        var next = parsed.Chunks[chunk.Index + 1];
        return next.Kind == ChunkKind.Complementizer
            || (next is { Kind: ChunkKind.Verb, Shape.Infinitive: true })
            || (next.Kind == ChunkKind.Preposition && parsed.Tokens[next.Start].Lower is "of" or "for" or "to" or "against" or "about");
    }

    private static string Singular(string word) => word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
}
