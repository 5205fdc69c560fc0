set_up_fonts() { :; }
