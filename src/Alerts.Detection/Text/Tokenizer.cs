namespace Alerts.Detection.Text;

/// <summary>
/// Cuts a sentence into tokens. Possessive 's and n't become tokens of their own; hyphenated compounds,
/// abbreviations with dots (U.S.) and numbers with separators stay whole.
/// </summary>
internal static class Tokenizer
{
    public static List<Token> Tokenize(string text, int start, int end)
    {
        var tokens = new List<Token>((end - start) / 5);
        var i = start;
        while (i < end)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
            }
            else if (IsWordChar(c))
            {
                i = Word(text, i, end, tokens);
            }
            else
            {
                i = Mark(text, i, end, tokens);
            }
        }

        return tokens;
    }

    private static bool IsWordChar(char c) => char.IsLetterOrDigit(c) || c is '$' or '%' or '&' or '+' || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark;

    private static int Word(string text, int start, int end, List<Token> tokens)
    {
        var i = start;
        while (i < end)
        {
            var c = text[i];
            if (IsWordChar(c))
            {
                i++;
                continue;
            }

            var next = i + 1 < end ? text[i + 1] : ' ';
            var joins = c switch
            {
                '-' => IsWordChar(next),
                '\'' => char.IsLetter(next),
                ',' => char.IsDigit(next) && i > start && char.IsDigit(text[i - 1]),
                '.' => IsWordChar(next) || IsInitialism(text, start, i),
                '/' => IsWordChar(next),
                _ => false,
            };
            if (!joins)
                break;
            i++;
        }

        Add(text, start, i, tokens);

        // A plural possessive: ministers' plan.
        if (i < end && text[i] == '\'' && i > start && text[i - 1] is 's' or 'S' && (i + 1 >= end || char.IsWhiteSpace(text[i + 1])) && HasNoOpenQuote(text, start))
        {
            tokens.Add(new Token("'s", i, i + 1, TokenKind.Word, false, false));
            i++;
        }

        return i;
    }

    // "'I back the ministers' plan'" cannot be told from a closing quote; a quote opened in the same line makes it one.
    private static bool HasNoOpenQuote(string text, int start)
    {
        for (var i = start - 1; i > 0 && start - i < 200; i--)
        {
            if (text[i] == '\n')
                break;
            if (text[i] == '\'' && (i == 0 || char.IsWhiteSpace(text[i - 1])))
                return false;
        }

        return true;
    }

    // U.S. at the end keeps its dot: single letters each followed by a dot.
    private static bool IsInitialism(string text, int start, int dot)
    {
        if (dot - start < 3)
            return false;
        for (var i = start; i < dot; i++)
        {
            if ((i - start) % 2 == 0 ? !char.IsLetter(text[i]) : text[i] != '.')
                return false;
        }

        return (dot - start) % 2 == 1;
    }

    private static void Add(string text, int start, int end, List<Token> tokens)
    {
        if (end - start == 6 && text.AsSpan(start, 6).Equals("cannot", StringComparison.OrdinalIgnoreCase))
        {
            tokens.Add(new Token("can", start, start + 3, TokenKind.Word, char.IsUpper(text[start]), false));
            tokens.Add(new Token("not", start + 3, end, TokenKind.Word, false, false));
            return;
        }

        var apostrophe = text.AsSpan(start, end - start).LastIndexOf('\'');
        if (apostrophe > 0)
        {
            var split = start + apostrophe;
            var tail = text.AsSpan(split, end - split);
            if (tail.Equals("'s", StringComparison.OrdinalIgnoreCase) || tail.Equals("'ll", StringComparison.OrdinalIgnoreCase)
                || tail.Equals("'re", StringComparison.OrdinalIgnoreCase) || tail.Equals("'ve", StringComparison.OrdinalIgnoreCase)
                || tail.Equals("'d", StringComparison.OrdinalIgnoreCase) || tail.Equals("'m", StringComparison.OrdinalIgnoreCase))
            {
                tokens.Add(Make(text, start, split));
                tokens.Add(Make(text, split, end));
                return;
            }

            if (tail.Equals("'t", StringComparison.OrdinalIgnoreCase) && apostrophe > 1 && text[split - 1] is 'n' or 'N')
            {
                var stem = text.AsSpan(start, apostrophe - 1).ToString();
                var lower = stem.ToLowerInvariant() switch { "wo" => "will", "ca" => "can", "sha" => "shall", var other => other };
                tokens.Add(new Token(lower, start, split - 1, TokenKind.Word, char.IsUpper(text[start]), false));
                tokens.Add(new Token("not", split - 1, end, TokenKind.Word, false, false));
                return;
            }
        }

        tokens.Add(Make(text, start, end));
    }

    private static Token Make(string text, int start, int end)
    {
        var span = text.AsSpan(start, end - start);
        var digits = false;
        var letters = 0;
        var upper = 0;
        foreach (var c in span)
        {
            digits |= char.IsDigit(c);
            if (char.IsLetter(c))
            {
                letters++;
                if (char.IsUpper(c))
                    upper++;
            }
        }

        var lower = span.ToString();
        if (upper > 0)
            lower = lower.ToLowerInvariant();
        var kind = digits && letters <= 2 && !char.IsLetter(span[0]) ? TokenKind.Number : TokenKind.Word;
        return new Token(lower, start, end, kind, char.IsUpper(span[0]), upper > 1 && upper == letters);
    }

    private static int Mark(string text, int i, int end, List<Token> tokens)
    {
        var c = text[i];
        var kind = c switch
        {
            ',' => TokenKind.Comma,
            '"' or '\'' => TokenKind.Quote,
            '.' or '?' or '!' => TokenKind.Stop,
            _ => TokenKind.Break,
        };
        var stop = i + 1;
        while (kind == TokenKind.Stop && stop < end && text[stop] is '.' or '?' or '!')
            stop++;
        tokens.Add(new Token(text[i..stop], i, stop, kind, false, false));
        return stop;
    }
}
