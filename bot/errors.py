"""The errors that Lotse raises on purpose.

LotseError
├── OperatorError   somebody who runs or teaches Lotse can mend it; one sentence, with the remedy
└── PersonError     the person who chats gets a sentence of the catalogue, named by `key`
"""


class LotseError(Exception):
    """Base of every error that Lotse raises on purpose."""


class OperatorError(LotseError):
    """What is wrong and how to mend it, as one sentence; printed as it stands, exit status 2."""


class PersonError(LotseError):
    """A request that gets a clear answer instead of a result.

    `key` is the English sentence (message id) that is translated for the person.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
