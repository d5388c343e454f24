using Alerts.Detection;
using static Alerts.Tests.Pipeline.Ledger.LedgerBook;

namespace Alerts.Tests.Pipeline.Ledger;

public sealed class LedgerRuleTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly LedgerBook book = new();

    [Fact]
    public void The_first_statement_opens_the_ledger_and_is_no_change()
    {
        Assert.Null(book.Read(Stated(Position.Favor), Monday));
        Assert.Equal((Position.Favor, null), (book.Now!.Position, book.Now.SignalId));
    }

    [Fact]
    public void A_change_the_text_tells_is_one_even_where_nothing_was_held()
    {
        var change = book.Read(Told(Position.Favor, Position.Neutral), Monday);
        Assert.Equal((Basis.Textual, Position.Favor), (change!.Basis!.Value, change.From!.Position));
        Assert.Null(change.From.Source);
    }

    [Fact]
    public void A_change_the_ledger_agrees_with_rests_on_both_and_quotes_what_was_held()
    {
        book.Read(Stated(Position.Favor), Monday);
        var change = book.Read(Told(Position.Unknown, Position.Neutral), Monday.AddDays(1));
        Assert.Equal(Basis.Both, change!.Basis);
        Assert.Equal("a1", change.From!.Source!.ArticleId);
    }

    [Fact]
    public void Where_text_and_ledger_disagree_on_from_both_are_kept()
    {
        book.Read(Stated(Position.Against), Monday);
        var change = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(1));
        Assert.Equal((Basis.Textual, Position.Favor, Position.Against), (change!.Basis!.Value, change.From!.Position, change.LedgerFrom!.Position));
    }

    [Fact]
    public void A_firm_newer_statement_that_differs_is_a_change_by_ledger()
    {
        book.Read(Stated(Position.Favor), Monday);
        var change = book.Read(Stated(Position.Against), Monday.AddDays(10));
        Assert.Equal((Basis.Ledger, Magnitude.Reversal), (change!.Basis!.Value, change.Magnitude!.Value));
    }

    [Fact]
    public void A_change_by_ledger_that_a_text_then_tells_rests_on_both_and_is_proved_by_that_text()
    {
        book.Read(Stated(Position.Favor), Monday);
        book.Read(Stated(Position.Against), Monday.AddDays(10));
        var change = book.Read(Told(Position.Favor, Position.Against), Monday.AddDays(11));
        Assert.Equal((Basis.Both, "a3", Monday.AddDays(10)), (change!.Basis!.Value, change.Sources[0].ArticleId, change.AsOf));
        Assert.Single(book.Signals);
    }

    [Theory]
    [InlineData(Commitment.Conditional, true, "Ukraine")]
    [InlineData(Commitment.Firm, false, "Ukraine")]
    [InlineData(Commitment.Firm, true, null)]
    public void A_statement_that_is_not_firm_or_whose_actor_or_about_is_not_known_changes_nothing(Commitment commitment, bool known, string? about)
    {
        book.Read(Stated(Position.Favor) with { About = about }, Monday, hasSlot: true);
        Assert.Null(book.Read(Stated(Position.Against) with { Commitment = commitment, KnownActor = known, About = about }, Monday.AddDays(1), hasSlot: true));
        Assert.Equal(Position.Favor, book.Now!.Position);
        Assert.Equal(2, book.History.Count);
    }

    [Fact]
    public void A_hedged_change_is_told_and_no_position_rests_on_it()
    {
        book.Read(Stated(Position.Favor), Monday);
        var rumour = book.Read(Told(Position.Favor, Position.Neutral) with { Hedged = true }, Monday.AddDays(1));
        Assert.True(rumour!.Hedged);
        Assert.Equal(Position.Favor, book.Now!.Position);
        var change = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(2));
        Assert.NotEqual(rumour.Id, change!.Id);
        Assert.False(change.Hedged);
        Assert.Null(book.Read(Told(Position.Favor, Position.Neutral) with { Hedged = true }, Monday.AddDays(3)));
    }

    [Fact]
    public void A_late_article_goes_into_the_history_and_does_not_turn_the_present_back()
    {
        book.Read(Stated(Position.Favor), Monday);
        var drop = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(20));
        Assert.Null(book.Read(Stated(Position.Favor), Monday.AddDays(10)));
        Assert.Equal(drop!.Id, book.Now!.SignalId);
        Assert.Equal(Monday.AddDays(10), book.History[1].AsOf);
    }

    [Fact]
    public void A_change_told_by_a_late_article_stands_in_the_history_and_the_next_one_names_it()
    {
        book.Read(Stated(Position.Favor), Monday);
        var back = book.Read(Stated(Position.Favor), Monday.AddDays(30));
        Assert.Null(back);
        var drop = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(10));
        Assert.NotNull(drop);
        Assert.Equal(Position.Favor, book.Now!.Position);
        Assert.Equal(drop.Id, book.Signals[book.Now.SignalId!].Replaces);
    }

    [Fact]
    public void Told_again_within_72_hours_a_change_is_corroborated_and_after_a_silence_it_is_new()
    {
        book.Read(Stated(Position.Favor), Monday);
        var first = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(1));
        var again = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(3));
        var still = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(5));
        Assert.Equal((first!.Id, first.Id, 3), (again!.Id, still!.Id, still.Sources.Count));
        Assert.NotEqual(first.Id, book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(30))!.Id);
    }

    [Fact]
    public void A_walk_back_is_a_new_change_that_names_the_one_it_ends()
    {
        book.Read(Stated(Position.Favor), Monday);
        var drop = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(1));
        var back = book.Read(Told(Position.Neutral, Position.Favor), Monday.AddDays(2));
        Assert.Equal(drop!.Id, back!.Replaces);
        Assert.Equal((Position.Favor, back.Id), (book.Now!.Position, book.Now.SignalId));
    }

    [Fact]
    public void A_retelling_that_arrives_after_the_walk_back_corroborates_the_earlier_change()
    {
        book.Read(Stated(Position.Favor), Monday);
        var drop = book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(1));
        book.Read(Told(Position.Neutral, Position.Favor), Monday.AddDays(2));
        Assert.Equal(drop!.Id, book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(1.5))!.Id);
        Assert.Equal(Position.Favor, book.Now!.Position);
    }

    [Fact]
    public void An_earlier_telling_that_comes_later_moves_the_beginning_and_a_bridge_joins_two_stories()
    {
        book.Read(Stated(Position.Favor), Monday);
        book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(10));
        book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(15));
        Assert.Equal(2, book.Signals.Count);
        book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(12.5));
        var one = Assert.Single(book.Signals).Value;
        Assert.Equal((3, Monday.AddDays(10)), (one.Sources.Count, one.AsOf));
        book.Read(Told(Position.Favor, Position.Neutral), Monday.AddDays(8));
        one = Assert.Single(book.Signals).Value;
        Assert.Equal((4, Monday.AddDays(8)), (one.Sources.Count, one.AsOf));
    }

    [Fact]
    public void A_statement_that_a_late_telling_explains_is_no_change_of_its_own()
    {
        book.Read(Stated(Position.Favor), Monday);
        book.Read(Stated(Position.Against), Monday.AddDays(20));
        var told = book.Read(Told(Position.Favor, Position.Against), Monday.AddDays(5));
        Assert.Equal(told!.Id, Assert.Single(book.Signals).Key);
        Assert.Equal(told.Id, book.Now!.SignalId);
    }

    [Fact]
    public void Two_of_the_same_moment_are_put_in_one_order_whichever_comes_first()
    {
        book.Read(Told(Position.Favor, Position.Neutral), Monday, article: "x2");
        book.Read(Told(Position.Neutral, Position.Favor), Monday, article: "x1");
        var other = new LedgerBook();
        other.Read(Told(Position.Neutral, Position.Favor), Monday, article: "x1");
        other.Read(Told(Position.Favor, Position.Neutral), Monday, article: "x2");
        Assert.Equal(book.Now, other.Now);
        Assert.Equal(Position.Neutral, book.Now!.Position);
    }
}
