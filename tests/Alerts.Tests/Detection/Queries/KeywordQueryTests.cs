using Alerts.Detection.Queries;

namespace Alerts.Tests.Detection.Queries;

public class KeywordQueryTests
{
    [Theory]
    [InlineData("ukraine", "Ukraine says no.")]
    [InlineData("UKRAINE", "Ukraine's minister")]
    [InlineData("Ukraine's", "ukraine")]
    [InlineData("ukraine nato", "NATO looks at Ukraine")]
    [InlineData("ukraine AND nato", "NATO looks at Ukraine")]
    [InlineData("ukraine OR nato", "NATO meets")]
    [InlineData("\"ceasefire talks\"", "The ceasefire talks failed")]
    [InlineData("cease-fire", "a ceasefire, a truce")]
    [InlineData("cease-fire", "a cease-fire")]
    [InlineData("cease-fire", "a cease fire")]
    [InlineData("ceasefire", "a cease\u2011fire")]
    [InlineData("fire", "a cease-fire")]
    [InlineData("\"cease-fire deal\"", "the ceasefire deal")]
    [InlineData("\"cease-fire deal\"", "the cease-fire deal")]
    [InlineData("\"a ceasefire deal\"", "a cease-fire deal")]
    [InlineData("sanction*", "new sanctions")]
    [InlineData("\"nuclear weapon*\"", "of nuclear weapons")]
    [InlineData("=US", "The US said")]
    [InlineData("=US", "The U.S. said")]
    [InlineData("us", "The U.S. said")]
    [InlineData("=\"White House\"", "at the White House today")]
    [InlineData("zelensky", "Zelenský spoke")]
    [InlineData("Zelenský", "ZELENSKY spoke")]
    [InlineData("oneill", "O\u2019Neill spoke")]
    [InlineData("Neill", "O'Neill spoke")]
    [InlineData("europe", "l'Europe")]
    [InlineData("don't", "they don\u2019t care")]
    [InlineData("strasse", "die Straße")]
    [InlineData("co2", "less CO\u2082")]
    [InlineData("1000", "some 1,000 troops")]
    [InlineData("3.5", "by 3.5%")]
    [InlineData("AT&T", "AT&T sold it")]
    [InlineData("北京", "他在北京说")]
    [InlineData("nato NEAR/3 bid", "a bid to join NATO")]
    [InlineData("bid NEAR/3 nato", "a bid to join NATO")]
    [InlineData("(bid OR offer) NEAR/3 nato", "an offer to join NATO")]
    [InlineData("bid NEAR/2 join NEAR/1 nato", "a bid to join NATO")]
    [InlineData("\"to join\" NEAR/1 nato", "a bid to join NATO")]
    [InlineData("nato -russia", "NATO meets")]
    [InlineData("nato NOT russia", "NATO meets")]
    [InlineData("nato -(russia china)", "NATO and China")]
    [InlineData("a b OR c", "c")]
    [InlineData("\u201Cpeace talks\u201D", "peace talks")]
    public void A_query_finds(string query, string text) =>
        Assert.NotEmpty(KeywordQuery.Parse(query).Find(new QueryDocument(null, text)));

    [Theory]
    [InlineData("ukraine", "Ukrainian forces")]
    [InlineData("ukraine nato", "Ukraine alone")]
    [InlineData("\"ceasefire talks\"", "talks on a ceasefire")]
    [InlineData("=US", "tell us more")]
    [InlineData("=us", "The US said")]
    [InlineData("=\"White House\"", "a white house")]
    [InlineData("were", "we're here")]
    [InlineData("nato NEAR/2 bid", "a bid to join NATO")]
    [InlineData("nato NEAR/3 nato", "NATO meets")]
    [InlineData("nato -russia", "NATO and Russia's army")]
    [InlineData("nato -(russia china)", "NATO, China, Russia")]
    [InlineData("sanction*", "they are sanc")]
    [InlineData("title:nato nato", "NATO meets")]
    public void A_query_does_not_find(string query, string text)
    {
        Assert.Empty(KeywordQuery.Parse(query).Find(new QueryDocument(null, text)));
        Assert.False(KeywordQuery.Parse(query).Matches(new QueryDocument(null, text)));
    }

    [Theory]
    [InlineData("title:nato", true)]
    [InlineData("title:minister", false)]
    [InlineData("minister", true)]
    [InlineData("title:(nato kyiv)", true)]
    [InlineData("title:\"nato bid\"", true)]
    [InlineData("\"bid the\"", false)]
    [InlineData("bid NEAR/100 the", false)]
    [InlineData("Title:nato source:reuters", true)]
    [InlineData("nato source:reuters.com", true)]
    [InlineData("nato source:\"reuters com\"", true)]
    [InlineData("nato source:reut*", true)]
    [InlineData("nato source:bbc", false)]
    [InlineData("nato -source:bbc", true)]
    [InlineData("nato lang:en", true)]
    [InlineData("nato lang:en-GB", true)]
    [InlineData("nato lang:en_gb", true)]
    [InlineData("nato lang:fr", false)]
    [InlineData("nato lang:en-US", false)]
    [InlineData("nato -lang:fr", true)]
    public void Fields_narrow(string query, bool found)
    {
        var document = new QueryDocument("Kyiv drops NATO bid", "The minister spoke.", "www.reuters.com", "en-GB");

        Assert.Equal(found, KeywordQuery.Parse(query).Matches(document));
    }

    [Theory]
    [InlineData("Ukraine", "ukraine")]
    [InlineData(" nato   Ukraine ", "nato AND ukraine")]
    [InlineData("ukraine AND nato", "nato AND ukraine")]
    [InlineData("ukraine nato UKRAINE", "nato AND ukraine")]
    [InlineData("(ukraine (nato))", "nato AND ukraine")]
    [InlineData("a (b c)", "a AND b AND c")]
    [InlineData("c OR (b OR a)", "a OR b OR c")]
    [InlineData("a b OR c", "(a AND b) OR c")]
    [InlineData("a (c OR b)", "a AND (b OR c)")]
    [InlineData("NOT NOT a", "a")]
    [InlineData("a --b", "a AND b")]
    [InlineData("a -b", "a AND NOT b")]
    [InlineData("a NOT (b OR c)", "a AND NOT b AND NOT c")]
    [InlineData("a -(b c)", "(NOT b OR NOT c) AND a")]
    [InlineData("\"word\"", "word")]
    [InlineData("\"Two Words\"", "\"two words\"")]
    [InlineData("=\"White House\"", "=\"White House\"")]
    [InlineData("=US", "=US")]
    [InlineData("=U.S.", "=US")]
    [InlineData("b NEAR/3 a", "a NEAR/3 b")]
    [InlineData("(b OR c) NEAR/3 a", "a NEAR/3 b OR a NEAR/3 c")]
    [InlineData("title:(b a)", "title:a AND title:b")]
    [InlineData("re-elect", "\"re elect\" OR reelect")]
    [InlineData("re-elect*", "\"re elect*\" OR reelect*")]
    [InlineData("Lang:EN a", "a AND lang:en")]
    [InlineData("Ukraine,", "ukraine")]
    [InlineData("\"AND\"", "and")]
    [InlineData("café", "cafe")]
    public void A_query_has_one_canonical_form(string query, string canonical)
    {
        var parsed = KeywordQuery.Parse(query);

        Assert.Equal(canonical, parsed.Canonical);
        Assert.Equal(parsed, KeywordQuery.Parse(canonical));
    }

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("   ", 1, "empty")]
    [InlineData("(a OR b", 1, "add ')'")]
    [InlineData("a (b OR c", 3, "add ')'")]
    [InlineData("a)", 2, "closes nothing")]
    [InlineData("a ()", 4, "word is missing")]
    [InlineData("\"a b", 1, "add a second quotation mark")]
    [InlineData("a AND", 6, "a word is missing")]
    [InlineData("OR a", 1, "no word before it")]
    [InlineData("a AND OR b", 7, "no word before it")]
    [InlineData("-a", 2, "add a word")]
    [InlineData("NOT a", 5, "add a word")]
    [InlineData("b OR NOT a", 10, "add a word")]
    [InlineData("source:bbc", 8, "add a word")]
    [InlineData("lang:en", 1, "add a word")]
    [InlineData("a -a", 4, "remove one of the two")]
    [InlineData("a NEAR b", 3, "NEAR/5")]
    [InlineData("a NEAR/0 b", 3, "NEAR/5")]
    [InlineData("a NEAR/101 b", 3, "NEAR/5")]
    [InlineData("a NEAR/3 (b c)", 3, "outside")]
    [InlineData("a NEAR/3 source:b", 3, "outside")]
    [InlineData("a - b", 3, "-word")]
    [InlineData("*foo", 1, "end of a word")]
    [InlineData("fo*o", 3, "end of a word")]
    [InlineData("f*", 1, "at least 2 letters")]
    [InlineData("foo,*", 5, "letters right before")]
    [InlineData("=Foo*", 5, "do not go together")]
    [InlineData("= US", 1, "right after it")]
    [InlineData("!a b", 1, "-word")]
    [InlineData("a && b", 3, "write AND")]
    [InlineData("a || b", 3, "write OR")]
    [InlineData("a $$$", 3, "leave it out")]
    [InlineData("\"$\"", 1, "no word")]
    [InlineData("author:smith", 1, "not a field")]
    [InlineData("title: nato", 1, "without a space")]
    [InlineData("title:-nato", 7, "in front of the field")]
    [InlineData("title:source:x", 7, "inside another field")]
    [InlineData("a lang:english!", 3, "lang:en")]
    public void A_bad_query_is_refused_with_column_and_mend(string query, int column, string mend)
    {
        Assert.False(KeywordQuery.TryParse(query, out var none, out var error));

        Assert.Null(none);
        Assert.Equal(column, error.Column);
        Assert.Contains(mend, error.Message, StringComparison.Ordinal);
        Assert.Contains(mend, Assert.Throws<FormatException>(() => KeywordQuery.Parse(query)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_has_limits()
    {
        Refused(new string('a', 3000), "at most 2000 characters");
        Refused(new string('a', 65), "at most 64 letters");
        Refused(string.Join(' ', Enumerable.Range(10, 65)), "at most 64 words");
        Refused(new string('(', 13) + "a" + new string(')', 13), "at most 12 deep");
        Refused(new string('(', 1900), "at most 12 deep");
        Refused("\"a-b c-d e-f g-h\"", "three hyphenated words");
        Refused($"({string.Join(" OR ", Enumerable.Range(10, 9))}) NEAR/3 ({string.Join(" OR ", Enumerable.Range(50, 9))})", "too many alternatives");

        static void Refused(string query, string mend)
        {
            Assert.False(KeywordQuery.TryParse(query, out _, out var error));
            Assert.Contains(mend, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_missing_query_is_an_empty_one() => Assert.False(KeywordQuery.TryParse(null, out _, out _));
}
