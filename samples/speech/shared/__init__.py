"""What the stages of the speech pipeline have in common."""
