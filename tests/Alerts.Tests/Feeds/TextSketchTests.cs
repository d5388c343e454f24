using Alerts.Feeds.Dedupe;

namespace Alerts.Tests.Feeds;

public class TextSketchTests
{
    private const string Wire =
        "The harbour council voted on Tuesday to drop its bid for a second container terminal, ending a dispute that had split the town for three "
        + "years. Members said the money would go to the ferry quay instead, where repairs have waited since the winter storms. The port's largest "
        + "operator called the decision short-sighted and said it would take its new cranes elsewhere. Fishermen who had opposed the terminal "
        + "welcomed the vote outside the hall with flares. The mayor promised a plan for the empty site before the summer.";

    [Fact]
    public void Wire_copy_with_another_opening_and_ending_is_one_story()
    {
        var copy = "HARBOUR TOWN (Agency) - " + Wire.Replace("The mayor promised a plan for the empty site before the summer.", "", StringComparison.Ordinal);

        Assert.True(TextSketch.Of(Wire).IsNear(TextSketch.Of(copy)));
    }

    [Fact]
    public void Two_reports_written_apart_are_two()
    {
        const string Other =
            "A second container terminal will not be built after all: councillors threw the plan out by nine votes to six on Tuesday evening. "
            + "Supporters of the ferry quay cheered. Operators had argued that without new cranes the port would lose its liner services.";

        Assert.True(TextSketch.Of(Wire).Similarity(TextSketch.Of(Other)) < 0.1);
    }

    [Fact]
    public void A_sketch_survives_being_stored()
    {
        var sketch = TextSketch.Of(Wire);

        Assert.Equal(1, TextSketch.Parse(sketch.ToString())?.Similarity(sketch));
        Assert.Null(TextSketch.Parse("not a sketch"));
    }

    [Fact]
    public void Short_texts_are_compared_whole()
    {
        Assert.Equal(1, TextSketch.Of("Bid dropped").Similarity(TextSketch.Of("bid, dropped!")));
        Assert.True(TextSketch.Of("Bid dropped").Similarity(TextSketch.Of("Bid kept")) < 0.1);
    }
}
