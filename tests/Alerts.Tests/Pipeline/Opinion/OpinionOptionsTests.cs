using Alerts.Pipeline.Opinion;

namespace Alerts.Tests.Pipeline.Opinion;

public sealed class OpinionOptionsTests
{
    [Theory]
    [InlineData("https://api.example.org/v1", "m", "key", 20, null)]
    [InlineData("http://127.0.0.1:11434/v1", "m", "", 20, null)]
    [InlineData("http://localhost:11434/v1", "m", "key", 20, null)]
    [InlineData("http://models.internal/v1", "m", "", 20, null)]
    [InlineData("", "m", "key", 20, "Opinion__Endpoint is \"\"")]
    [InlineData("/v1", "m", "key", 20, "Opinion__Endpoint is \"/v1\"")]
    [InlineData("ftp://api.example.org", "m", "key", 20, "Opinion__Endpoint is \"ftp:")]
    [InlineData("http://models.internal/v1", "m", "key", 20, "in the clear")]
    [InlineData("https://me:secret@api.example.org/v1", "m", "key", 20, "user name or password")]
    [InlineData("https://api.example.org/v1", " ", "key", 20, "Opinion__Model is missing")]
    [InlineData("https://api.example.org/v1", "m", "key\n", 20, "Opinion__ApiKey holds")]
    [InlineData("https://api.example.org/v1", "m", "key", 0, "Opinion__Timeout is 00:00:00")]
    [InlineData("https://api.example.org/v1", "m", "key", 121, "Opinion__Timeout is 00:02:01")]
    public void What_is_wrong_names_its_setting_and_never_the_key(string endpoint, string model, string key, int seconds, string? fault)
    {
        var options = new OpinionOptions { Enabled = true, Endpoint = endpoint, Model = model, ApiKey = key, Timeout = TimeSpan.FromSeconds(seconds) };
        var result = new OpinionOptionsValidator().Validate(null, options);

        Assert.Equal(fault is null, result.Succeeded);
        if (fault is not null)
            Assert.Contains(fault, Assert.Single(result.Failures ?? []), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.FailureMessage ?? "", StringComparison.Ordinal);

        options.Enabled = false;
        Assert.True(new OpinionOptionsValidator().Validate(null, options).Succeeded);
    }
}
