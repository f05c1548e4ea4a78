"""Every figure of every page, drawn from a frame and without a screen: what pages, files and slides share."""
