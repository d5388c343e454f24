namespace Alerts.Pipeline.Web.Tokens;

/// <summary>The one thing a link's token opens. The names are part of what is hashed: a renamed purpose ends its tokens.</summary>
public enum TokenPurpose
{
    /// <summary>Confirms one sign-up.</summary>
    Confirm,

    /// <summary>Ends the subscriptions that one mail names, or all of its reader's.</summary>
    Unsubscribe,

    /// <summary>Opens a subscriber's own page.</summary>
    Manage,
}
