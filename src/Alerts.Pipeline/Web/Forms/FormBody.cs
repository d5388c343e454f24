using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Alerts.Pipeline.Web.Forms;

/// <summary>The fields of a posted form, or why it was not read.</summary>
/// <param name="Refusal">An HTTP status (413, 415, 400); null where the fields were read.</param>
internal sealed record FormBody(IReadOnlyDictionary<string, StringValues> Fields, int? Refusal)
{
    private const int MostBytes = 32 * 1024;
    private const int MostValues = 500;

    /// <summary>The one value of a field, or "" where it is missing; the first where there are several.</summary>
    internal string One(string name) => Fields.TryGetValue(name, out var values) ? values[0] ?? "" : "";

    internal IReadOnlyList<string> All(string name) =>
        Fields.TryGetValue(name, out var values) ? [.. values.Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value ?? "")] : [];

    /// <summary>Reads application/x-www-form-urlencoded, the one way our forms are sent, and stops at the limit whatever Content-Length says.</summary>
    internal static async Task<FormBody> ReadAsync(HttpRequest request, CancellationToken cancellation, int mostBytes = MostBytes)
    {
        if (request.ContentLength > mostBytes)
            return Refused(StatusCodes.Status413PayloadTooLarge);
        var type = request.ContentType?.Split(';')[0].Trim() ?? "";
        if (!type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return Refused(StatusCodes.Status415UnsupportedMediaType);

        var buffer = new byte[mostBytes + 1];
        var read = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        if (read > mostBytes)
            return Refused(StatusCodes.Status413PayloadTooLarge);
        var body = Encoding.UTF8.GetString(buffer, 0, read);
        if (body.Count(c => c == '&') >= MostValues)
            return Refused(StatusCodes.Status400BadRequest);
        return new FormBody(QueryHelpers.ParseQuery(body), null);
    }

    private static FormBody Refused(int status) => new(new Dictionary<string, StringValues>(), status);
}
