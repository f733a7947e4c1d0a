"""The Mediathek: pictures and documents for the press and for everybody, with credit and licence."""
