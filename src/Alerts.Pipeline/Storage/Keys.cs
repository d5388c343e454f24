using System.Globalization;
using System.Text;

namespace Alerts.Pipeline.Storage;

/// <summary>Every key of every table, blob and queue. Pure.</summary>
/// <remarks>
/// Rows named by a hash lie in sixteen partitions, by its first digit: enough to spread the writes, few enough to ask each for
/// what is pending. What is read together (a topic's ledger, a signal's readers) lies in one partition, in the order it is read.
/// </remarks>
public static class Keys
{
    /// <summary>Row keys of pending markers begin so; sorts after every hash.</summary>
    internal const string PendingPrefix = "pending-";

    private const string Digits = "0123456789abcdef";
    private const int LongestPart = 200;

    /// <summary>The partitions of rows that are named by a hash.</summary>
    internal static IReadOnlyList<string> HashPartitions { get; } = [.. Digits.Select(digit => digit.ToString())];

    internal static TableKey Feed(string feedId) => new(feedId[..1], feedId);

    /// <summary>The row that one worker at a time holds while it asks a host.</summary>
    internal static TableKey HostLease(string host) => new("host", Escape(host));

    internal static TableKey Article(string articleId) => new(articleId[..1], articleId);

    internal static TableKey PendingArticle(string articleId) => new(articleId[..1], PendingPrefix + articleId);

    /// <summary>Container <c>articles</c>; the prefix spreads the names.</summary>
    internal static string ArticleText(string textName) => $"{ArticleTexts(textName)}.txt.br";

    /// <summary>Every text of an article, whatever its version, begins so.</summary>
    internal static string ArticleTexts(string articleId) => $"{articleId[..2]}/{articleId}";

    /// <summary>Container <c>data</c>.</summary>
    internal static string Secret(string name) => "keys/" + name;

    /// <summary>Container <c>data</c>: an operator's own file.</summary>
    /// <param name="folder">What it holds: <c>topics</c> or <c>actors</c>.</param>
    /// <param name="file">Its name; empty for the prefix of all.</param>
    internal static string OwnFile(string folder, string file) => $"{folder}/{file}";

    internal static TableKey Signal(string signalId) => new(signalId[..1], signalId);

    internal static TableKey PendingSignal(string signalId) => new(signalId[..1], PendingPrefix + signalId);

    /// <summary>Changes by month, newest first.</summary>
    internal static TableKey RecentSignal(DateTimeOffset asOf, string signalId) =>
        new(RecentPartition(asOf), $"{DateTimeOffset.MaxValue.UtcTicks - asOf.UtcTicks:D19}-{signalId}");

    internal static string RecentPartition(DateTimeOffset month) =>
        month.UtcDateTime.ToString("'recent-'yyyyMM", CultureInfo.InvariantCulture);

    /// <summary>Changes and statements of one topic or actor, newest first.</summary>
    internal static TableKey ListedSignal(string watchKind, string watched, DateTimeOffset asOf, string signalId) =>
        new(ListedPartition(watchKind, watched), $"{DateTimeOffset.MaxValue.UtcTicks - asOf.UtcTicks:D19}-{signalId}");

    internal static string ListedPartition(string watchKind, string watched) => $"of-{watchKind}|{Escape(watched)}";

    internal const string ReviewPartition = "review";

    /// <summary>A complaint about a signal, newest first.</summary>
    internal static TableKey Review(DateTimeOffset at, string signalId) =>
        new(ReviewPartition, $"{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:D19}-{signalId}");

    /// <summary>A topic's ledger: one partition a topic; an actor's present and history are neighbours.</summary>
    internal static TableKey Stance(string topic, string actor, string? about) => new(Escape(topic), StancePrefix(actor, about) + "now");

    /// <summary>One entry of an actor's history, oldest first.</summary>
    internal static TableKey StanceEntry(string topic, string actor, string? about, DateTimeOffset asOf, string articleId, Detection.Position position, bool hedged = false) =>
        new(Escape(topic), $"{StanceHistory(actor, about)}{asOf.UtcTicks:D19}|{articleId}|{position}{(hedged ? "|hedged" : "")}");

    internal static string StanceHistory(string actor, string? about) => StancePrefix(actor, about) + "was|";

    internal static TableKey Subscriber(string subscriberId) => new(subscriberId[..2], subscriberId);

    /// <summary>A link's secret, by its hash.</summary>
    internal static TableKey Token(string tokenHash) => new("token-" + tokenHash[..2], tokenHash);

    /// <summary>How often somebody asked for something; <paramref name="whoHash"/> stands for an address.</summary>
    internal static TableKey Cooldown(string kind, string whoHash) => new("cooldown-" + whoHash[..2], $"{kind}-{whoHash}");

    /// <summary>How far the purge has come.</summary>
    internal static TableKey Purge() => new("purge", "round");

    /// <summary>A signal's readers: one partition for all who watch the same thing, in the order of their ids.</summary>
    internal static TableKey Subscription(string watchKind, string watched, string subscriberId) =>
        new(SubscriptionPartition(watchKind, watched), subscriberId);

    internal static string SubscriptionPartition(string watchKind, string watched) => $"{watchKind}|{Escape(watched)}";

    /// <summary>The same subscription, found from its subscriber.</summary>
    internal static TableKey SubscriptionOf(string subscriberId, string watchKind, string watched) =>
        new(SubscriptionsOf(subscriberId), $"{watchKind}|{Escape(watched)}");

    internal static string SubscriptionsOf(string subscriberId) => "of|" + subscriberId;

    internal static TableKey Query(string queryId) => new("queries-" + queryId[..1], queryId);

    internal static TableKey QueryChange(DateTimeOffset at, string queryId) =>
        new(QueryChangePartition(at), $"{at.UtcTicks:D19}-{queryId}");

    internal static string QueryChangePartition(DateTimeOffset day) =>
        day.UtcDateTime.ToString("'query-changes-'yyyyMMdd", CultureInfo.InvariantCulture);

    internal static TableKey QueryVersion() => new("query-version", "now");

    /// <summary>A signal's deliveries: sixteen partitions a signal; a page of readers fills whole batches.</summary>
    internal static TableKey Delivery(string signalId, string subscriberId) => new($"{signalId}-{subscriberId[0]}", subscriberId);

    internal const string DigestPlanPrefix = "of-";

    /// <summary>A subscriber's digests: the plan, what waits and when it is due are written together, so they lie in one of sixteen partitions.</summary>
    internal static TableKey DigestPlan(string subscriberId) => new(DigestPartition(subscriberId), DigestPlanPrefix + subscriberId);

    internal static TableKey DigestItem(string subscriberId, string signalId) => new(DigestPartition(subscriberId), $"item-{subscriberId}-{signalId}");

    /// <summary>The index of due digests, the earliest first.</summary>
    internal static TableKey DigestAt(DateTimeOffset due, string subscriberId) => new(DigestPartition(subscriberId), $"at-{due.UtcTicks:D19}-{subscriberId}");

    /// <summary>A subscriber's mails of the day.</summary>
    internal static TableKey DailyMails(string subscriberId) => new("mails-" + subscriberId[..1], subscriberId);

    /// <summary>Passing bounces of an address; beside its suppression and no suppression itself.</summary>
    internal static TableKey SoftBounces(string subscriberId) => new(subscriberId[..2], "soft-" + subscriberId);

    /// <summary>Whether mail goes out, and by whom: one partition, read together.</summary>
    internal static TableKey MailSwitch() => new("mail", "switch");

    internal static TableKey MailHealth() => new("mail", "health");

    internal static TableKey Suppression(string subscriberId) => new(subscriberId[..2], subscriberId);

    /// <summary>
    /// A text as part of a key: what the service refuses, and what we use ourselves, is written <c>~XXXX</c>.
    /// A longer one than <see cref="LongestPart"/> is cut and told apart by its hash.
    /// </summary>
    internal static string Escape(string text)
    {
        var key = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c is '/' or '\\' or '#' or '?' or '%' or '~' or '|' or '\'' || char.IsControl(c) || char.IsSurrogate(c))
                key.Append(CultureInfo.InvariantCulture, $"~{(int)c:X4}");
            else
                key.Append(c);
        }

        return key.Length <= LongestPart ? key.ToString() : $"{key.ToString(0, LongestPart - 33)}~{Ids.Of("key", text)}";
    }

    private static string DigestPartition(string subscriberId) => "digests-" + subscriberId[..1];

    private static string StancePrefix(string actor, string? about) => $"{Escape(actor)}|{Escape(about ?? "")}|";
}
