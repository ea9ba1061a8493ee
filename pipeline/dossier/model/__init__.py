"""The model of a dossier: one module for each YAML file, and the types they share.

Every field carries a German title and description: the schema, the messages, the forms and the reports speak German.
A field exists when a document prints it or a requirement reads it.
"""
