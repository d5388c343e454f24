using Alerts.Local;
using Alerts.Local.Storage;
using Alerts.Tests.Azurite;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Alerts.Tests.Azurite;

/// <summary>
/// One Azurite for the whole test run, on free ports and in memory, started when the first test asks for it.
/// A test class that needs storage takes this in its constructor and asks for an account of its own,
/// so that no two classes see each other's tables, queues or containers and nothing has to be cleaned up.
/// </summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    // Azurite learns its accounts when it starts.
    private const int MostAccounts = 1000;

    private readonly Lazy<Task<AzuriteServer>> server;
    private int handedOut = -1;

    public AzuriteFixture() => server = new(StartAsync);

    /// <summary>An empty account; no one else has it. Skips the test where the machine has neither Azurite nor the means to install it.</summary>
    public async Task<TestAccount> NewAccountAsync()
    {
        var running = await server.Value;
        var number = Interlocked.Increment(ref handedOut);
        Assert.True(number < MostAccounts, $"More than {MostAccounts} accounts asked for: raise the number in AzuriteFixture.");
        return new TestAccount(Account(number).Name, Account(number).ConnectionString(running.Ports));
    }

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated && server.Value.IsCompletedSuccessfully)
            await (await server.Value).DisposeAsync();
    }

    private static AzuriteAccount Account(int number) => AzuriteAccount.Development with { Name = $"test{number:d4}" };

    private static async Task<AzuriteServer> StartAsync()
    {
        AzuriteProgram? program = null;
        try
        {
            program = await AzuriteInstallation.OfUser().FindOrInstallAsync(_ => { }, CancellationToken.None);
        }
        catch (StartupException missing)
        {
            Assert.Skip(missing.Message);
        }

        return await AzuriteServer.StartAsync(
            program, AzuritePorts.AnyFree, dataFolder: null, [.. Enumerable.Range(0, MostAccounts).Select(Account)], _ => { }, CancellationToken.None);
    }
}
