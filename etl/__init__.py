"""From the files of the publishers to a release."""
