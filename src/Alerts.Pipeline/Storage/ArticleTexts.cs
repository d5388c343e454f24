using System.IO.Compression;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Alerts.Pipeline.Storage;

/// <summary>Texts of articles, Brotli-compressed in the container <c>articles</c>, by <see cref="Polling.Article.TextName"/>.</summary>
public sealed class ArticleTexts
{
    private readonly BlobContainerClient container;

    public ArticleTexts(StorageAccount account) => container = account.Blobs.GetBlobContainerClient(ContainerNames.Articles);

    /// <summary>Writes the text; one that is there stays, since proofs may have been cut from it.</summary>
    public Task PutAsync(string textName, string text, CancellationToken cancellation) => WriteAsync(textName, text, overwrite: false, cancellation);

    /// <summary>Writes the text in place of the one that is there, for an article that nobody has read yet.</summary>
    public Task ReplaceAsync(string textName, string text, CancellationToken cancellation) => WriteAsync(textName, text, overwrite: true, cancellation);

    private async Task WriteAsync(string textName, string text, bool overwrite, CancellationToken cancellation)
    {
        using var compressed = new MemoryStream();
        await using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            await brotli.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        compressed.Position = 0;
        try
        {
            await container.GetBlobClient(Keys.ArticleText(textName)).UploadAsync(compressed, overwrite, cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
        }
    }

    /// <summary>Deletes all that is kept of an article's text; what is gone is fine.</summary>
    public async Task DeleteAsync(string articleId, CancellationToken cancellation)
    {
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = Keys.ArticleTexts(articleId) }, cancellation))
            await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellation);
    }

    /// <returns>Null where the text is gone.</returns>
    public async Task<string?> FindAsync(string textName, CancellationToken cancellation)
    {
        try
        {
            var blob = await container.GetBlobClient(Keys.ArticleText(textName)).DownloadContentAsync(cancellation);
            await using var brotli = new BrotliStream(blob.Value.Content.ToStream(), CompressionMode.Decompress);
            using var reader = new StreamReader(brotli, Encoding.UTF8);
            return await reader.ReadToEndAsync(cancellation);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }
    }
}
