namespace Alerts.Pipeline.Web.Views;

/// <summary>What the privacy page takes from settings.</summary>
/// <param name="Operator">Who runs this installation; empty where the setting is.</param>
/// <param name="Contact">A mail address or web address; empty where the setting is.</param>
/// <param name="PostalAddress">As in the mails.</param>
/// <param name="DaysUnconfirmed">Days after which an unconfirmed request is gone.</param>
/// <param name="DaysLeft">Days after which an address without alerts is gone.</param>
/// <param name="DaysDeliveries">Days after which nobody knows any more what was mailed to whom.</param>
public sealed record PrivacyView(string Operator, string Contact, string PostalAddress, int DaysUnconfirmed, int DaysLeft, int DaysDeliveries);
