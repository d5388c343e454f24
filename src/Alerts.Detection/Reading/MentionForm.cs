using Alerts.Detection.Annotation;
using Alerts.Detection.Lexicon;
using Alerts.Detection.Text;

namespace Alerts.Detection.Reading;

/// <summary>Whether the words of a topic's mention stand as a noun phrase or as a verb phrase ("join NATO").</summary>
internal sealed class MentionForm(EnglishLexicon lexicon, IReadOnlyList<Topic> topics)
{
    /// <summary>Whether the token is part of a noun phrase that names a topic; then it is no verb.</summary>
    /// <param name="token">Any token of the sentence.</param>
    /// <param name="mentions">The sentence's mentions.</param>
    /// <param name="text">The normalized text.</param>
    public bool IsNominal(Token token, List<TopicMention> mentions, string text)
    {
        foreach (var mention in mentions)
        {
            if (token.Start < mention.Start || token.End > mention.End)
                continue;
            if (token.Start > mention.Start)
                return lexicon[token.Lower].Class is var c && (c & (WordClass.Pronoun | WordClass.Conjunction)) == 0;
            var info = lexicon[token.Lower];
            if (token.End >= mention.End && (info.Forms & VerbForm.Ing) != 0)
                return true; // "whaling", "anchoring": the activity by name
            if ((info.Forms & VerbForm.Ing) != 0 && (FollowsNoun(text, mention.Start) || (!info.Verbs.Exists(v => v is { Object: Effect.Quit or Effect.Restore, Fixed.Length: 0, Gap: false }) && ActivityName.Is(lexicon, text, mention.Start, mention.End))))
                return true;
            if (info.Has(WordClass.Nounable) && (info.Forms & VerbForm.Base) != 0 && topics[mention.Topic].Proposition.StartsWith(text[mention.Start..mention.End], StringComparison.OrdinalIgnoreCase))
                return true; // "fuel subsidies are paid": the name is a noun's
            if ((info.Forms & VerbForm.Base) != 0 && FollowsReach(text, mention.Start))
                return true; // "comes round to reuse quotas"
            var single = token.End >= mention.End || (info.Has(WordClass.Nounable) && BareSingular(text, mention));
            if (info.Forms == VerbForm.None || (single && info.Has(WordClass.Nounable)))
                return true;
        }

        return false;
    }

    // A verb whose own words end in the preposition "to": "come round to", "sign up to".
    private bool FollowsReach(string text, int start)
    {
        var words = text[Math.Max(0, start - 40)..start].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 2 && words[^1] == "to" && lexicon[words[^3].ToLowerInvariant()].Verbs.Exists(v => v.Fixed.Length == 1 && v.Fixed[0] == words[^2] && v.Prepositions.Contains("to"));
    }

    // "LIV ranking points", "the betting adverts"
    private bool FollowsNoun(string text, int start)
    {
        var end = start;
        while (end > 0 && text[end - 1] == ' ')
            end--;
        var from = end;
        while (from > 0 && (char.IsLetterOrDigit(text[from - 1]) || text[from - 1] == '\''))
            from--;
        if (from == end)
            return false;
        var word = text[from..end];
        return (char.IsUpper(word[0]) && word.Length > 1 && word.All(char.IsUpper)) || lexicon[word.ToLowerInvariant()].Has(WordClass.Determiner | WordClass.Possessive) || word.EndsWith("'s", StringComparison.Ordinal);
    }

    // "damage fund", "trade deal": a verb would want an article before a bare singular noun, or a plural or a name.
    private static bool BareSingular(string text, TopicMention mention)
    {
        var words = text[mention.Start..mention.End].Split(' ');
        return words.Length == 2 && !words[1].EndsWith('s') && char.IsLower(words[1][0]) && words[1] is not ("output" or "production" or "enrichment" or "membership" or "spending" or "aid" or "support" or "talks" or "trade" or "uranium" or "gas" or "oil" or "coal");
    }
}
