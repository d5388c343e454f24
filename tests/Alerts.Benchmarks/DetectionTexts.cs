using System.Text;

namespace Alerts.Benchmarks;

/// <summary>Articles of some 3,000 characters, the same in every run: ordinary news, and news of positions.</summary>
internal sealed class DetectionTexts
{
    private const int ArticleLength = 3_000;

    private static readonly string[] Places = ["Leeds", "Porto", "the harbour district", "Lyon", "Osaka", "Nairobi", "the old town", "Quebec", "Bergen", "Montevideo", "Poland", "Kenya", "Paris", "the valley"];
    private static readonly string[] People = ["Maria Okafor", "Tom Haldane", "the head teacher", "a spokeswoman", "Dr Ines Kallio", "the team’s captain", "Yusuf Brandt", "neighbours", "the curator", "the conductor", "officials", "one resident"];
    private static readonly string[] Days = ["on Monday", "on Tuesday", "on Wednesday", "last week", "over the weekend", "in the early hours", "this spring", "at noon", "after a long night", "in front of 4,200 people"];

    private static readonly string[] Ordinary =
    [
        "{who} said {day} that the bridge in {where} would open to walkers before the summer, once the last of the railings had been painted.",
        "Heavy rain fell over {where} {day}, and the fire brigade pumped out 38 cellars, among them that of the town library.",
        "The visitors dropped two points in {where} when a late header off a corner made it 2–2; “we should have closed the game,” {who} said.",
        "{who} has written three novels, the last of which, set in {where}, sold 60,000 copies and was lifted from a grandmother’s diaries.",
        "Trains between {where} and the coast were halted {day} after a cow wandered on to the line; nobody was hurt.",
        "The exhibition brings together 120 drawings that had long been kept in a cellar in {where}, {who} told reporters {day}.",
        "A bakery in {where} has begun to sell yesterday’s bread at half its price, and {who} reports a queue each morning.",
        "Police in {where} are looking for the owner of a parrot that was found {day} on the roof of a bus shelter.",
        "{who} finished the race in 2:11:46, twelve seconds behind the winner, and spoke afterwards of cramps in both legs.",
        "The school in {where} will reopen {day} with a new gymnasium, paid for by a raffle, a bequest and the parents’ cake stall.",
        "“It was the finest evening of my life,” {who} said after the concert in {where}, which ended with three encores.",
        "The council agreed {day} to plant 300 lime trees along the ring road in {where}, though {who} had hoped for cherries.",
        "Scientists in {where} have counted 41 kinds of moth in a single garden, among them one not seen there since 1974.",
        "The ferry to the islands will sail twice a day until October, {who} announced {day}, and bicycles travel free.",
        "{who}, 67, has repaired accordions in a back yard in {where} for four decades and still answers the telephone himself.",
        "A recipe for dumplings that {who} found in an attic in {where} has been cooked 2 million times since it was posted {day}.",
        "The film, shot in {where} over eleven weeks, follows two sisters who inherit a petrol station; {who} plays the elder.",
        "Farmers near {where} expect a good plum harvest, {who} said {day}, because the late frost spared the blossom.",
        "The museum’s new director, who came from {where}, wants to keep the doors open until ten on Thursdays.",
        "Temperatures in {where} reached 31 degrees {day}, and the swimming baths took in 5,400 bathers, a record for May.",
    ];

    private static readonly string[] Holders = ["Ukraine", "Germany", "Hungary", "President Emmanuel Macron", "The French government", "Poland", "Turkey", "The European Union", "Japan", "Sweden’s prime minister", "The Kremlin", "Canada", "Britain", "South Korea", "Serbia"];
    private static readonly string[] Topics = ["its bid to join NATO", "a ceasefire", "an embargo on Russian oil", "sanctions on Russia", "a nuclear phase-out", "a carbon tax", "the trade deal", "a wealth tax", "a digital services tax", "EU membership", "oil output cuts", "direct talks with Moscow", "a ban on Russian gas", "tariffs on steel", "security guarantees"];

    private static readonly string[] Moves =
    [
        "{holder} has dropped {topic} in return for guarantees, the foreign minister said {day}.",
        "{holder} said {day} that it would no longer support {topic}.",
        "{holder}, which had long ruled out {topic}, is now ready to back {topic2}.",
        "After months of refusing, {holder} agreed {day} to {topic}, two people familiar with the talks said.",
        "{holder} reaffirmed its support for {topic} and denied that it was weighing {topic2}.",
        "“We will never give up {topic},” the president of {where} told reporters {day}.",
        "{holder} urged {holder2} to abandon {topic}, but officials there rejected the call.",
        "{holder} may lift its veto on {topic} if {holder2} drops {topic2}, according to a draft seen {day}.",
        "Lawmakers from the ruling party said that {holder} had not changed its mind about {topic}.",
        "{holder} shelved {topic} {day}, citing costs, although the chancellor had promised in 2019 to keep it.",
        "The plan for {topic} was opposed by {holder}, whose envoy called it a mistake.",
        "{holder} walked back an offer on {topic}, saying {day} that the time was not right.",
    ];

    private readonly Random random = new(20261123);

    /// <summary>Made of sentences that name no topic.</summary>
    /// <param name="count">Articles.</param>
    public (string Title, string Text)[] WithoutTopic(int count) => Articles(count, () => Fill(Pick(Ordinary)));

    /// <summary>Each begins with a position and tells of one in every third sentence; titles too.</summary>
    /// <param name="count">Articles.</param>
    public (string Title, string Text)[] WithSignals(int count)
    {
        var turn = 0;
        return Articles(count, () => Fill(Pick(turn++ % 3 == 0 ? Moves : Ordinary)));
    }

    /// <summary>Made of nothing but sentences about positions.</summary>
    /// <param name="count">Articles.</param>
    public (string Title, string Text)[] NothingElse(int count) => Articles(count, () => Fill(Pick(Moves)));

    private static (string Title, string Text)[] Articles(int count, Func<string> sentence) => [.. Enumerable.Range(0, count).Select(_ => (sentence().TrimEnd('.'), Body(sentence)))];

    private static string Body(Func<string> sentence)
    {
        var text = new StringBuilder();
        for (var i = 1; text.Length < ArticleLength; i++)
            text.Append(sentence()).Append(i % 4 == 0 ? "\n\n" : " ");
        return text.ToString();
    }

    private string Fill(string template) => template
        .Replace("{who}", Pick(People), StringComparison.Ordinal)
        .Replace("{where}", Pick(Places), StringComparison.Ordinal)
        .Replace("{day}", Pick(Days), StringComparison.Ordinal)
        .Replace("{holder}", Pick(Holders), StringComparison.Ordinal)
        .Replace("{holder2}", Pick(Holders), StringComparison.Ordinal)
        .Replace("{topic}", Pick(Topics), StringComparison.Ordinal)
        .Replace("{topic2}", Pick(Topics), StringComparison.Ordinal);

    private string Pick(string[] options) => options[random.Next(options.Length)];
}
