using Alerts.Detection.Lexicon;

namespace Alerts.Detection.Annotation;

/// <summary>The forms a mention takes in running text: a verb phrase inflected, a noun phrase in both numbers.</summary>
internal static class MentionVariants
{
    public static IEnumerable<string> Of(string mention, EnglishLexicon language)
    {
        var lower = mention.ToLowerInvariant();
        var variants = new HashSet<string>(StringComparer.Ordinal) { lower };
        var words = lower.Split(' ');
        var first = language[words[0]];
        if (words.Length > 1 && (first.Forms & VerbForm.Base) != 0 && first.Lemma is { } lemma)
        {
            var forms = language.FormsOf(lemma);
            foreach (var form in new[] { forms.Third, forms.Ing, forms.Past, forms.Participle })
                variants.Add(form + lower[words[0].Length..]);
        }

        var last = words[^1];
        if (last.Length > 3 && char.IsLetter(last[^1]))
        {
            var stem = lower[..^last.Length];
            if (!last.EndsWith('s'))
                variants.Add(stem + EnglishLexicon.Plural(last));
            else if (last.EndsWith("ies", StringComparison.Ordinal))
                variants.Add(stem + last[..^3] + "y");
            else if (!last.EndsWith("ss", StringComparison.Ordinal) && !last.EndsWith("us", StringComparison.Ordinal) && !last.EndsWith("is", StringComparison.Ordinal) && last is not ("talks" or "sanctions" or "duties" or "cuts"))
                variants.Add(stem + last[..^1]);
        }

        if (lower.Contains('-', StringComparison.Ordinal))
        {
            foreach (var variant in variants.ToArray())
                variants.Add(variant.Replace('-', ' '));
        }

        return variants;
    }
}
