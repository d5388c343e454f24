using System.Text;
using Alerts.Pipeline.Storage;

namespace Alerts.Pipeline.Polling;

/// <summary>
/// Fingerprint of an article's words, 16 hex digits. White space, markup and punctuation do not count: an edit of these is no new
/// version of the article. Pure.
/// </summary>
internal static class ArticleVersion
{
    public static string Of(string title, string text) => Ids.Of("version", Words(title), Words(text))[..16];

    private static string Words(string text)
    {
        var words = new StringBuilder(text.Length);
        var apart = false;
        foreach (var c in text)
        {
            // A mark belongs to the letter before it.
            if (!char.IsLetterOrDigit(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) is not (System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark))
            {
                apart = true;
                continue;
            }

            if (apart && words.Length > 0)
                words.Append(' ');
            apart = false;
            words.Append(c);
        }

        return words.ToString();
    }
}
