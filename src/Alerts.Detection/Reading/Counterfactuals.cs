using Alerts.Detection.Parsing;
using Alerts.Detection.Text;

namespace Alerts.Detection.Reading;

/// <summary>Inverted and past conditions: "Had X lifted it", "were X to lift it".</summary>
internal sealed class Counterfactuals(SentenceReader reader)
{
    private readonly ParsedSentence sentence = reader.Facts.Sentence;

    // "Had X lifted ...", "Were X to ...", "Should X ..."
    public string? Find(int token)
    {
        if (sentence.Tokens.Count < 3)
            return null;
        for (var t = 0; t < sentence.Tokens.Count - 2; t++)
        {
            if (t > 0 && sentence.Tokens[t - 1].Kind is not (TokenKind.Comma or TokenKind.Break or TokenKind.Quote) && !sentence.Tokens[t - 1].Is("but"))
                continue;
            if (sentence.Tokens[t].Lower is "had" or "were" or "should" && sentence.Tags[t + 1] is Tag.Noun or Tag.Determiner or Tag.Pronoun or Tag.Adjective or Tag.PossessivePronoun && !sentence.IsQuestion)
                return sentence.Words(t, t + 2);
        }

        foreach (var clause in sentence.Clauses)
        {
            if (clause.Parent is { } governs && !Governs(governs, reader.Facts.Scopes.OwnerOf(token)))
                continue;
            if (clause.Kind == ClauseKind.Adverbial && clause.Opener is { } opener && sentence.Tokens[opener.Start].Is("if") && clause.Verb?.Shape is { } shape && (shape.PastPerfect || (shape.Copula && clause.Verb is { } being && sentence.Tokens[being.Start].Is("were"))))
            {
                var main = clause.Parent;
                if (main?.Verb?.Shape is { Modal: "would" or "could" or "might" } or null)
                    return sentence.Words(opener.Start, clause.Verb!.End);
            }
        }

        return null;
    }

    private static bool Governs(Clause above, Clause? clause)
    {
        for (; clause is not null; clause = clause.Parent ?? clause.Conjunct)
        {
            if (clause == above)
                return true;
        }

        return false;
    }
}
