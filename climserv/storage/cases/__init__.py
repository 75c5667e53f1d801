"""Cases as they are kept: the log, its readers and writers, people's seats, secret answers, one file of it all."""
