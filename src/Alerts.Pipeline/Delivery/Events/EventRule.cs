namespace Alerts.Pipeline.Delivery.Events;

/// <summary>What an event means for its delivery and its address.</summary>
internal enum EventMeaning
{
    /// <summary>Nothing, or nothing that we know.</summary>
    None,

    /// <summary>SendGrid has the mail.</summary>
    Taken,

    /// <summary>SendGrid did not send it, for a reason that is not the address.</summary>
    Dropped,

    /// <summary>The mailbox did not take it this time.</summary>
    SoftBounce,

    /// <summary>The address takes no mail.</summary>
    HardBounce,

    /// <summary>Its reader called it spam.</summary>
    Complaint,

    /// <summary>Its reader wants no more.</summary>
    Unsubscribe,
}

/// <summary>Reads events as SendGrid's Event Webhook Reference describes them. Pure.</summary>
internal static class EventRule
{
    public static EventMeaning Of(MailEvent one) => one.Kind switch
    {
        "processed" or "delivered" => EventMeaning.Taken,
        "bounce" => one.Type == "blocked" || one.Status.StartsWith("4.", StringComparison.Ordinal) ? EventMeaning.SoftBounce : EventMeaning.HardBounce,
        "spamreport" => EventMeaning.Complaint,
        "unsubscribe" or "group_unsubscribe" => EventMeaning.Unsubscribe,
        "dropped" => one.Reason switch
        {
            "Bounced Address" or "Invalid" => EventMeaning.HardBounce,
            "Spam Reporting Address" => EventMeaning.Complaint,
            "Unsubscribed Address" => EventMeaning.Unsubscribe,
            _ => EventMeaning.Dropped,
        },
        _ => EventMeaning.None,
    };
}
