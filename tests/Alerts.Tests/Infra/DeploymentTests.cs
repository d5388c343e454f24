using System.Globalization;
using System.Text.Json;

namespace Alerts.Tests.Infra;

/// <summary>What is promised of every deployment, checked on the resources that each parameter file resolves to.</summary>
public sealed class DeploymentTests(ResolvedTemplates templates)
{
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Site = "Microsoft.Web/sites";
    private const string Vault = "Microsoft.KeyVault/vaults";
    private const string Roles = "Microsoft.Authorization/roleAssignments";

    public static TheoryData<string> Deployments => [.. InfraFolder.ParameterFiles];

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Storage_takes_no_keys_no_old_TLS_no_plain_HTTP_and_shows_nothing_to_the_public(string deployment)
    {
        var template = await templates.OfAsync(deployment);
        var account = template.PropertiesOf(Storage);

        Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.False(account.GetProperty("allowBlobPublicAccess").GetBoolean());
        Assert.False(account.GetProperty("allowCrossTenantReplication").GetBoolean());
        Assert.True(account.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
        Assert.Contains(account.GetProperty("minimumTlsVersion").GetString(), new[] { "TLS1_2", "TLS1_3" });
        Assert.All(template.Of(Storage + "/blobServices/containers"), container => Assert.Equal("None", Text(container, "properties", "publicAccess")));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task The_app_runs_on_Flex_Consumption_with_the_runtime_the_code_is_built_for(string deployment)
    {
        var template = await templates.OfAsync(deployment);
        var config = template.PropertiesOf(Site).GetProperty("functionAppConfig");

        Assert.Equal("FC1", Text(template.The("Microsoft.Web/serverfarms"), "sku", "name"));
        Assert.Equal("dotnet-isolated", Text(config, "runtime", "name"));
        Assert.Equal($"{Environment.Version.Major}.0", Text(config, "runtime", "version"));
        var scale = config.GetProperty("scaleAndConcurrency");
        Assert.Equal(0, scale.GetProperty("alwaysReady").EnumerateArray().Sum(ready => ready.GetProperty("instanceCount").GetInt32()));
        Assert.Contains(scale.GetProperty("instanceMemoryMB").GetInt32(), new[] { 512, 2048, 4096 });
        Assert.InRange(scale.GetProperty("maximumInstanceCount").GetInt32(), 1, 1000);
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task The_app_is_reached_by_HTTPS_alone_and_published_to_by_identity_alone(string deployment)
    {
        var template = await templates.OfAsync(deployment);
        var site = template.PropertiesOf(Site);

        Assert.True(site.GetProperty("httpsOnly").GetBoolean());
        foreach (var version in new[] { "minTlsVersion", "scmMinTlsVersion" })
            Assert.Contains(Text(site, "siteConfig", version), new[] { "1.2", "1.3" });
        Assert.Equal("Disabled", Text(site, "siteConfig", "ftpsState"));
        var passwords = template.Of(Site + "/basicPublishingCredentialsPolicies");
        Assert.Equal(["ftp", "scm"], template.NamesOf(Site + "/basicPublishingCredentialsPolicies"));
        Assert.All(passwords, policy => Assert.False(policy.GetProperty("properties").GetProperty("allow").GetBoolean()));

        var package = site.GetProperty("functionAppConfig").GetProperty("deployment").GetProperty("storage");
        Assert.Equal("UserAssignedIdentity", Text(package, "authentication", "type"));
        Assert.Contains(Text(package, "value")!.TrimEnd('\'', ')', ']').Split('/', '\'')[^1], template.NamesOf(Storage + "/blobServices/containers")); // It has a value, as its type has.
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task One_identity_of_the_apps_own_serves_for_everything(string deployment)
    {
        var template = await templates.OfAsync(deployment);
        var identity = template.The("Microsoft.ManagedIdentity/userAssignedIdentities").GetProperty("id").GetString();
        var site = template.The(Site);

        Assert.Equal("UserAssigned", Text(site, "identity", "type"));
        Assert.Equal(identity, Assert.Single(site.GetProperty("identity").GetProperty("userAssignedIdentities").EnumerateObject()).Name);
        Assert.Equal(identity, Text(site, "properties", "keyVaultReferenceIdentity"));
        Assert.Equal(identity, Text(site, "properties", "functionAppConfig", "deployment", "storage", "authentication", "userAssignedIdentityResourceId"));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task The_app_has_its_five_roles_each_on_one_resource_and_no_other(string deployment)
    {
        var template = await templates.OfAsync(deployment);

        // Ids as Azure publishes them: "Azure built-in roles".
        var expected = new[]
        {
            ("b7e6dc6d-f1e8-4753-8033-0f276bb0955b", Storage), // Storage Blob Data Owner
            ("974c5e8b-45b9-4653-ba55-5f855dd0fb88", Storage), // Storage Queue Data Contributor
            ("0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", Storage), // Storage Table Data Contributor
            ("3913510d-42f4-4e42-8a64-420c390055eb", "Microsoft.Insights/components"), // Monitoring Metrics Publisher
            ("4633458b-17de-408a-b874-0445c86b69e6", Vault), // Key Vault Secrets User
        };
        var given = template.Of(Roles).Where(role => IsApps(role)).Select(role => (RoleOf(role), ScopeOf(role)));
        Assert.Equal(expected.OrderBy(each => each.Item1, StringComparer.Ordinal), given.OrderBy(each => each.Item1, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task The_operator_may_work_with_data_and_secrets_and_manage_nothing(string deployment)
    {
        var template = await templates.OfAsync(deployment);

        var allowed = new HashSet<string>
        {
            "ba92f5b4-2d11-453d-a403-e96b0029c9fe", // Storage Blob Data Contributor
            "974c5e8b-45b9-4653-ba55-5f855dd0fb88", // Storage Queue Data Contributor
            "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", // Storage Table Data Contributor
            "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", // Key Vault Secrets Officer
        };
        Assert.Subset(allowed, template.Of(Roles).Where(role => !IsApps(role)).Select(RoleOf).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task The_vault_is_by_role_keeps_what_is_deleted_and_no_template_puts_a_secret_there(string deployment)
    {
        var template = await templates.OfAsync(deployment);
        var vault = template.PropertiesOf(Vault);

        Assert.True(vault.GetProperty("enableRbacAuthorization").GetBoolean());
        Assert.True(vault.GetProperty("enableSoftDelete").GetBoolean());
        Assert.False(vault.TryGetProperty("accessPolicies", out _));
        Assert.DoesNotContain(template.Resources, resource => Text(resource, "type")!.StartsWith(Vault + "/", StringComparison.OrdinalIgnoreCase)); // Every resource has a type.
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Logs_are_written_by_identity_and_the_app_says_which(string deployment)
    {
        var template = await templates.OfAsync(deployment);

        Assert.True(template.PropertiesOf("Microsoft.Insights/components").GetProperty("DisableLocalAuth").GetBoolean());
        Assert.Contains("Authorization=AAD", template.Settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.Ordinal);
        Assert.Contains("clientId", template.Settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task The_budget_is_of_a_grain_that_Azure_takes_and_begins_with_a_month(string deployment)
    {
        var budget = (await templates.OfAsync(deployment)).PropertiesOf("Microsoft.Consumption/budgets");

        // The compiler knows no better than any text here; the service takes these (Consumption API, Budgets: TimeGrainType).
        Assert.Contains(Text(budget, "timeGrain"), new[] { "Monthly", "Quarterly", "Annually" });
        Assert.Equal(1, DateTimeOffset.Parse(Text(budget, "timePeriod", "startDate")!, CultureInfo.InvariantCulture).Day); // A budget has one.
        Assert.All(budget.GetProperty("notifications").EnumerateObject(), notice => Assert.NotEmpty(notice.Value.GetProperty("contactEmails").EnumerateArray()));
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Every_alert_reaches_the_operator(string deployment)
    {
        var template = await templates.OfAsync(deployment);
        var group = template.The("Microsoft.Insights/actionGroups");
        var rules = template.Of("Microsoft.Insights/scheduledQueryRules");

        Assert.NotEmpty(group.GetProperty("properties").GetProperty("emailReceivers").EnumerateArray());
        Assert.Equal(5, rules.Count);
        Assert.All(rules, rule => Assert.Equal(
            Text(group, "id"), Assert.Single(rule.GetProperty("properties").GetProperty("actions").GetProperty("actionGroups").EnumerateArray()).GetString()));
    }

    private static bool IsApps(JsonElement role) => Text(role, "properties", "principalId")!.Contains("userAssignedIdentities", StringComparison.Ordinal); // Every assignment has one.

    private static string RoleOf(JsonElement role) => Text(role, "properties", "roleDefinitionId")!.Split('/')[^1]; // Every assignment has one.

    /// <summary>The type of what it is given on.</summary>
    private static string ScopeOf(JsonElement role)
    {
        var id = Text(role, "id")!; // Every resource has an id.
        var scope = id[..id.LastIndexOf("/providers/Microsoft.Authorization", StringComparison.OrdinalIgnoreCase)];
        var parts = scope[(scope.LastIndexOf("/providers/", StringComparison.Ordinal) + "/providers/".Length)..].Split('/');
        return parts.Length == 3 ? $"{parts[0]}/{parts[1]}" : scope;
    }

    private static string? Text(JsonElement element, params string[] path) => path.Aggregate(element, (at, name) => at.GetProperty(name)).GetString();
}
