using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OpenAI;

namespace Alerts.Pipeline.Opinion;

/// <summary>The language model behind an OpenAI-compatible endpoint.</summary>
public sealed class OpinionModel : IDisposable
{
    // An answer is a few hundred bytes; the rest is the protocol's.
    private const int LongestAnswer = 256 * 1024;

    private readonly HttpClient? http;

    public OpinionModel(IOptions<OpinionOptions> options)
    {
        var settings = options.Value;
        if (!settings.Enabled)
            return;
        http = new(new BoundedAnswers(LongestAnswer)) { Timeout = Timeout.InfiniteTimeSpan };
        var client = new OpenAIClient(
            // The client wants a key; an endpoint that asks for none passes over it.
            new ApiKeyCredential(settings.ApiKey.Length > 0 ? settings.ApiKey : "none"),
            new OpenAIClientOptions
            {
                Endpoint = new(settings.Endpoint),
                NetworkTimeout = settings.Timeout,
                RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
                Transport = new HttpClientPipelineTransport(http),
            });
        Chat = client.GetChatClient(settings.Model).AsIChatClient();
    }

    /// <summary>Null where second opinions are off.</summary>
    public IChatClient? Chat { get; }

    public void Dispose()
    {
        Chat?.Dispose();
        http?.Dispose();
    }
}
