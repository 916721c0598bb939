"""The nouns: frozen data that every floor above shares; data in here, verbs in the stages."""
