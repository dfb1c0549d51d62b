namespace ImageSdk.Analysis.BuildKit;

/// <summary>What one of BuildKit's own rules found (<c>--call=check</c>; BuildKit, <c>frontend/subrequests/lint</c>).</summary>
/// <param name="Rule">The name of the rule, such as <c>JSONArgsRecommended</c>.</param>
/// <param name="Title">What the rule says in general.</param>
/// <param name="Message">What is wrong here.</param>
/// <param name="Url">The page about the rule; empty for none.</param>
/// <param name="Line">The line, from 1; 0 where it names none.</param>
public sealed record BuildKitWarning(string Rule, string Title, string Message, string Url, int Line);
