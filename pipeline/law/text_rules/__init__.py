"""Rules about the wording of a text: classes of defects, never one town's typos."""
