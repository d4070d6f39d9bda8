"""What a contributor of an instrument needs: a file to fill in, and a check of what is still missing."""
