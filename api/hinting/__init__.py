"""Better hints after the reply: jobs made, paid for, had done, guarded again, recorded and told of."""
