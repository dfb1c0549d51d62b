namespace ImageSdk.Records;

/// <summary>One layer of an image.</summary>
/// <param name="DiffId">The digest of the uncompressed layer, the same in every image and registry that has the layer.</param>
/// <param name="Size">The unpacked size in bytes.</param>
/// <param name="CreatedBy">The instruction that made the layer, as the image's history tells it.</param>
public sealed record ImageLayer(string DiffId, long Size, string CreatedBy);
