using Alerts.Detection;
using Alerts.Pipeline.Signals;

namespace Alerts.Tests.Pipeline;

public sealed class LedgerRuleTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly Book book = new();

    [Fact]
    public void The_first_statement_opens_the_ledger_and_is_no_change()
    {
        Assert.Null(book.Read(Stated(Position.Favor), Monday).SignalId);
        Assert.Equal((Position.Favor, 1), (book.Now!.Position, book.Now.Sequence));
    }

    [Fact]
    public void A_change_the_text_tells_is_one_even_where_nothing_was_held()
    {
        var change = book.Read(Told(Position.Favor, Position.Neutral), Monday).New;
        Assert.Equal((Basis.Textual, Position.Favor), (change!.Basis!.Value, change.From!.Position));
        Assert.Null(change.From.Source);
    }

    [Fact]
    public void A_change_the_ledger_agrees_with_rests_on_both_and_quotes_what_was_held()
    {
        book.Read(Stated(Position.Favor), Monday);
        var change = book.Read(Told(Position.Unknown, Position.Neutral), Monday.AddDays(1)).New;
        Assert.Equal(Basis.Both, change!.Basis);
        Assert.Equal("a1", change.From!.Source!.ArticleId);
        Assert.Equal(2, book.Now!.Sequence);
    }

    [Fact]
    public void Where_text_and_ledger_disagree_on_from_both_are_kept()
    {
        book.Read(Stated(Position.Against), Monday);
        var change = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(1)).New;
        Assert.Equal((Basis.Textual, Position.Favor, Position.Against), (change!.Basis!.Value, change.From!.Position, change.LedgerFrom!.Position));
    }

    [Fact]
    public void A_firm_newer_statement_that_differs_is_a_change_by_ledger()
    {
        book.Read(Stated(Position.Favor), Monday);
        var change = book.Read(Stated(Position.Against), Monday.AddDays(10)).New;
        Assert.Equal((Basis.Ledger, Magnitude.Reversal), (change!.Basis!.Value, change.Magnitude!.Value));
    }

    [Theory]
    [InlineData(Commitment.Conditional, true, "Ukraine")]
    [InlineData(Commitment.Firm, false, "Ukraine")]
    [InlineData(Commitment.Firm, true, null)]
    public void A_statement_that_is_not_firm_or_whose_actor_or_about_is_not_known_changes_nothing(Commitment commitment, bool known, string? about)
    {
        book.Read(Stated(Position.Favor) with { About = about }, Monday, hasSlot: true);
        var decision = book.Read(Stated(Position.Against) with { Commitment = commitment, KnownActor = known, About = about }, Monday.AddDays(1), hasSlot: true);
        Assert.Null(decision.SignalId);
        Assert.Equal(Position.Favor, book.Now!.Position);
        Assert.Equal(2, book.History.Count);
    }

    [Fact]
    public void A_hedged_change_is_told_and_never_written()
    {
        book.Read(Stated(Position.Favor), Monday);
        var rumour = book.Read(Told(Position.Favor, Position.Neutral) with { Hedged = true }, Monday.AddDays(1));
        Assert.True(rumour.New!.Hedged);
        Assert.Null(rumour.Entry);
        Assert.Equal(Position.Favor, book.Now!.Position);
        var change = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(2)).New;
        Assert.NotEqual(rumour.New.Id, change!.Id);
    }

    [Fact]
    public void A_late_article_goes_into_the_history_and_does_not_turn_the_present_back()
    {
        book.Read(Stated(Position.Favor), Monday);
        var drop = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(20));
        var late = book.Read(Stated(Position.Favor), Monday.AddDays(10));
        Assert.Null(late.SignalId);
        Assert.Equal(drop.SignalId, book.Now!.SignalId);
        Assert.True(book.History.Single(entry => entry.AsOf == Monday.AddDays(10)).Late);
    }

    [Fact]
    public void A_change_told_by_an_article_from_last_month_is_no_news()
    {
        book.Read(Stated(Position.Favor), Monday.AddDays(30));
        Assert.Null(book.Read(Told(Position.Against, Position.Neutral), Monday).SignalId);
        Assert.Equal(Position.Favor, book.Now!.Position);
    }

    [Fact]
    public void A_change_told_minutes_before_the_latest_article_is_still_told()
    {
        book.Read(Stated(Position.Favor), Monday);
        Assert.NotNull(book.Read(Told(Position.Favor, Position.Neutral), Monday.AddMinutes(-5)).New);
        Assert.Equal(Position.Favor, book.Now!.Position);
    }

    [Fact]
    public void Told_again_within_72_hours_a_change_is_corroborated_and_after_a_silence_it_is_new()
    {
        book.Read(Stated(Position.Favor), Monday);
        var first = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(1));
        var again = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(3));
        var still = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(5));
        Assert.Equal((first.SignalId, first.SignalId), (again.Corroborates, still.Corroborates));
        Assert.Equal(2, book.Now!.Sequence);
        Assert.NotNull(book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(30)).New);
    }

    [Fact]
    public void A_walk_back_is_a_new_change_that_names_the_one_it_ends()
    {
        book.Read(Stated(Position.Favor), Monday);
        var drop = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(1));
        var back = book.Read(Told(Position.Neutral, Position.Favor), Monday.AddDays(2));
        Assert.Equal(drop.SignalId, back.New!.Replaces);
        Assert.Equal((Position.Favor, 3), (book.Now!.Position, book.Now.Sequence));
    }

    [Fact]
    public void A_retelling_that_arrives_after_the_walk_back_corroborates_the_earlier_change()
    {
        book.Read(Stated(Position.Favor), Monday);
        var drop = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(1));
        book.Read(Told(Position.Neutral, Position.Favor), Monday.AddDays(2));
        var retold = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(1.5));
        Assert.Equal(drop.SignalId, retold.Corroborates);
        Assert.Equal(Position.Favor, book.Now!.Position);
    }

    [Fact]
    public void Two_outlets_that_read_the_same_ledger_name_the_same_change()
    {
        book.Read(Stated(Position.Favor), Monday);
        var one = LedgerRule.Decide(Book.Finding("x1", Told(Position.Favor, Position.Neutral), Monday.AddDays(1)), book.Now, book.History);
        var two = LedgerRule.Decide(Book.Finding("x2", Told(Position.Favor, Position.Neutral), Monday.AddDays(1.1)), book.Now, book.History);
        Assert.Equal(one.New!.Id, two.New!.Id);
    }

    [Fact]
    public void The_same_article_again_is_done()
    {
        book.Read(Stated(Position.Favor), Monday);
        var read = Book.Finding("x1", Told(Position.Favor, Position.Neutral), Monday.AddDays(1));
        var first = book.Write(LedgerRule.Decide(read, book.Now, book.History));
        var second = LedgerRule.Decide(read, book.Now, book.History);
        Assert.True(second.Done);
        Assert.Equal(first.SignalId, second.SignalId);
        Assert.Null(second.Entry);
    }

    private static Finding Stated(Position to) => Told(Position.Unknown, to) with { Kind = SignalKind.Statement, Magnitude = null };

    private static Finding Told(Position from, Position to) => new(
        SignalKind.Change, "Hungary", true, "eu-accession", "Ukraine", "accession", from, to, Commitment.Firm, null, "drop", "12", false, false, false, null,
        new(TextPart.Text, new(0, 3), new(0, 3), "abc", "test", null, null));

    /// <summary>A ledger in memory, to tell a story to the rule.</summary>
    private sealed class Book
    {
        private int articles;

        public Stance? Now { get; private set; }

        public List<StanceEntry> History { get; } = [];

        public static ReadFinding Finding(string article, Finding finding, DateTimeOffset asOf, bool hasSlot = false) => new(
            finding, "eu-accession", hasSlot,
            new(article, "feed", "Outlet", "Title", null, asOf, asOf, "", new("abc", 0, 3, "test", null, null)),
            asOf, asOf, asOf, Quiet: false, Late: false);

        public LedgerDecision Read(Finding finding, DateTimeOffset asOf, bool hasSlot = false)
        {
            var read = Finding($"a{++articles}", finding, asOf, hasSlot);
            return Write(LedgerRule.Decide(read, Now, [.. History.Where(entry => entry.AsOf >= asOf - LedgerRule.SameStory).OrderBy(entry => entry.AsOf)]));
        }

        public LedgerDecision Write(LedgerDecision decision)
        {
            if (decision.Entry is { } entry)
                History.Add(entry);
            Now = decision.Now ?? Now;
            return decision;
        }
    }
}
