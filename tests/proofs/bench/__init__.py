"""How is a claim about a framework's behaviour shown to be true? By running it on the releases it names."""
