using System.ComponentModel;
using System.Globalization;

namespace Alerts.Local.Runtime.Http;

/// <summary>From a route value to the parameter of its name.</summary>
internal static class RouteValue
{
    /// <returns>False where the text is no such value; null for one that is left out is as good as the type allows.</returns>
    internal static bool TryConvert(string? text, Type type, out object? value)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        value = null;
        if (text is null)
        {
            value = target.IsValueType && target == type ? Activator.CreateInstance(type) : null;
            return true;
        }

        if (target == typeof(string))
        {
            value = text;
            return true;
        }

        try
        {
            value = TypeDescriptor.GetConverter(target).ConvertFromString(null, CultureInfo.InvariantCulture, text);
            return true;
        }
        catch (Exception failure) when (failure is FormatException or NotSupportedException or ArgumentException)
        {
            return false;
        }
    }
}
